package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException;
import dev.obs.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values by full key, as commands read them that do not know an extension's classes.
class TypedLookupTest {
  @TempDir Path folder;

  @Test
  void findsValuesAndDefaultsOfTheKernelAndOfExtensions() {
    Given given = new Given(folder).seed();
    Configuration configuration = given.load();

    assertEquals(Optional.of(8080), configuration.find("health.port", Integer.class));
    assertEquals(Optional.of("0.0.0.0"), configuration.find("health.host", String.class));
    assertEquals(
        Optional.of(URI.create("http://jaeger:4318")),
        configuration.find("telemetry.otlp.endpoint", URI.class));
    assertEquals(
        Optional.of(512L << 20), configuration.find("telemetry.spool.max_size", Long.class));
    assertTrue(configuration.isSet("health.port"));
    assertFalse(configuration.isSet("telemetry.spool.max_size"));
    assertEquals("telemetry.yaml:23", given.relative(configuration.source("health.port")));
    assertEquals("default", configuration.source("telemetry.spool.max_size"));
  }

  @Test
  void findsEntriesOfMappingsAndOfListsOfMappings() {
    Given given =
        new Given(folder)
            .file(
                """
                telemetry: {resource: {attributes: {a.b: c}}, otlp: {headers: {key: s3cret}}}
                health:
                  endpoints: [{path: /up, type: liveness}]
                """);
    Configuration configuration = given.load();

    assertEquals(
        Optional.of("c"), configuration.find("telemetry.resource.attributes.a.b", String.class));
    assertEquals(
        Optional.of(new Secret("s3cret")),
        configuration.find("telemetry.otlp.headers.key", Secret.class));
    assertEquals(Optional.of("/up"), configuration.find("health.endpoints[0].path", String.class));
    assertEquals(Optional.empty(), configuration.find("health.endpoints[1].path", String.class));
    assertEquals(
        Map.of("a.b", "c"),
        configuration.find("telemetry.resource.attributes", Map.class).orElseThrow());
    assertEquals(
        "telemetry.yaml:3", given.relative(configuration.source("health.endpoints[0].path")));
  }

  @Test
  void findsNothingAtAKeyThatNobodyDeclaresOrSets() {
    Configuration configuration = new Given(folder).load();

    assertEquals(Optional.empty(), configuration.find("health.prt", Integer.class));
    assertEquals(Optional.empty(), configuration.find("telemetry.otlp.traces.endpoint", URI.class));
    assertEquals("default", configuration.source("health.prt"));
  }

  @Test
  void refusesAnotherType() {
    Configuration configuration = new Given(folder).load();

    assertEquals(
        "health.port is a Integer, not a String",
        assertThrows(
                IllegalArgumentException.class,
                () -> configuration.find("health.port", String.class))
            .getMessage());
  }

  @Test
  void findsNoValueThatIsKnownElsewhereOnly() {
    Given given =
        new Given(folder).file("telemetry: {service_name: '${NAME}'}\nhealth: {port: '${PORT}'}");
    Configuration planned =
        ConfigurationLoader.loadForElsewhere(
            Optional.of(given.path()), Map.of(), given.discovered());

    assertEquals(Optional.empty(), planned.find("telemetry.service_name", String.class));
    assertEquals(Optional.empty(), planned.find("health.port", Integer.class));
    assertTrue(planned.isSet("health.port"));
    assertEquals("telemetry.yaml:2", given.relative(planned.source("health.port")));
  }

  private Configuration only(String yaml, String... keys) {
    Given given = new Given(folder).file(yaml);
    return ConfigurationLoader.loadOnly(
        Optional.empty(), given.path(), Map.of(), Set.of(keys), given.extensions);
  }

  @Test
  void someSettingsAloneNeedNothingElseOfTheFile() {
    String yaml =
        """
        telemetry:
          otlp: {endpoint: 7, headers: {a: "${UNSET}"}}
          tracing: {exporters: ["${UNSET}", unknown]}
          elasticsearch: {api_key: "${file:/no/such/file}"}
        unknown: 1
        health:
          port: 81
          port: 82
          host: "${UNSET}"
          checks: {dependencies: [{name: db, tcp: "${UNSET}:1"}]}
        """;
    assertEquals(Optional.of(81), only(yaml, "health.port").find("health.port", Integer.class));
    assertEquals(
        Optional.of("127.0.0.1"), only(yaml, "health.port").find("health.host", String.class));
    ConfigurationException wrong =
        assertThrows(ConfigurationException.class, () -> only(yaml, "health.port", "health.host"));
    assertTrue(wrong.getMessage().contains(":9:9: "), wrong::getMessage);
    assertTrue(wrong.getMessage().contains("UNSET"), wrong::getMessage);
  }
}
