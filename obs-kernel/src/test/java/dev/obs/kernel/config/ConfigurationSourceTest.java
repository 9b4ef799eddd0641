package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.ConfigurationSource;
import dev.obs.spi.ConfigurationValue;
import dev.obs.spi.ConfigurationValue.Mapping;
import dev.obs.spi.ConfigurationValue.Sequence;
import dev.obs.spi.ConfigurationValue.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationSourceTest {
  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void setUp() {
    given = new Given(folder);
  }

  private record Source(Mapping read) implements ConfigurationSource {
    @Override
    public String name() {
      return "the application";
    }
  }

  /// Values by dotted key; each place is `app:` and the key.
  private static ConfigurationSource source(Map<String, String> values) {
    Map<String, ConfigurationValue> root = new TreeMap<>();
    new TreeMap<>(values).forEach((key, text) -> put(root, key, key, new Text(text, "app:" + key)));
    return new Source(new Mapping(root, "app"));
  }

  private static void put(
      Map<String, ConfigurationValue> into, String path, String key, ConfigurationValue value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      into.put(path, value);
      return;
    }
    String word = path.substring(0, dot);
    Map<String, ConfigurationValue> inner = new TreeMap<>();
    if (into.get(word) instanceof Mapping known) {
      inner.putAll(known.entries());
    }
    put(inner, path.substring(dot + 1), key, value);
    into.put(word, new Mapping(inner, "app:" + key));
  }

  @Test
  void winsOverTheFileAndLosesToVariablesAndCode() {
    given
        .file(
            "telemetry: {service_name: file, tracing: {sample_rate: 0.1}, spool: {max_size: 1MB}}")
        .source(
            source(
                Map.of(
                    "telemetry.service_name", "source",
                    "telemetry.tracing.sample_rate", "0.2",
                    "telemetry.logging.level", "DEBUG",
                    "health.checks.interval", "7s")))
        .environment("OTEL_SERVICE_NAME", "variable")
        .code("telemetry.logging.level", "WARN");

    assertEquals(
        "variable (environment variable OTEL_SERVICE_NAME)",
        given.effective("telemetry.service_name"));
    assertEquals(
        "0.2 (app:telemetry.tracing.sample_rate)",
        given.effective("telemetry.tracing.sample_rate"));
    assertEquals("WARNING (code)", given.effective("telemetry.logging.level"));
    assertEquals("7s (app:health.checks.interval)", given.effective("health.checks.interval"));
    assertEquals("1MB (telemetry.yaml:1)", given.effective("telemetry.spool.max_size"));
  }

  @Test
  void theLaterOfTwoSourcesWins() {
    given
        .source(source(Map.of("telemetry.service_name", "one", "telemetry.enabled", "false")))
        .source(source(Map.of("telemetry.service_name", "two")));

    assertEquals("two (app:telemetry.service_name)", given.effective("telemetry.service_name"));
    assertEquals("false (app:telemetry.enabled)", given.effective("telemetry.enabled"));
  }

  @Test
  void namesThePlacesOfAllErrorsBesideThoseOfTheFile() {
    given
        .file("telemetry: {tracing: {sample_rate: 7}}")
        .source(
            source(
                Map.of(
                    "telemetry.tracing.sampel_rate", "0.5",
                    "telemetry.tracing.queue_size", "many",
                    "telemetry.spool.enabled", "true")));

    assertEquals(
        List.of(
            "telemetry.yaml:1:36: telemetry.tracing.sample_rate: expected a number from 0 to 1,"
                + " found '7'",
            "app:telemetry.tracing.queue_size: telemetry.tracing.queue_size: expected a whole"
                + " number from 1 to 1048576, found 'many'",
            "app:telemetry.tracing.sampel_rate: unknown key 'sampel_rate' in telemetry.tracing; did"
                + " you mean 'sample_rate'?",
            "app:telemetry.spool.enabled: telemetry.spool.enabled is true but telemetry.spool.path"
                + " is not set; name a folder for this process alone"),
        given.errors());
  }

  @Test
  void spellingsOfOtherSystemsMeanTheSameKeys() {
    given.source(
        source(
            Map.of(
                "telemetry.serviceName", "camel",
                "telemetry.tracing.sample-rate", "0.25",
                "TELEMETRY.TRACING.QUEUE.SIZE", "9",
                "telemetry.tracing.BATCHSIZE", "3")));

    assertEquals("camel (app:telemetry.serviceName)", given.effective("telemetry.service_name"));
    assertEquals(
        "0.25 (app:telemetry.tracing.sample-rate)",
        given.effective("telemetry.tracing.sample_rate"));
    assertEquals(
        "9 (app:TELEMETRY.TRACING.QUEUE.SIZE)", given.effective("telemetry.tracing.queue_size"));
    assertEquals(
        "3 (app:telemetry.tracing.BATCHSIZE)", given.effective("telemetry.tracing.batch_size"));
  }

  @Test
  void hasListsMappingsAndListsOfMappings() {
    Mapping dependency =
        new Mapping(
            Map.of("name", new Text("db", "app:1"), "TCP", new Text("db:5432", "app:2")), "app:1");
    given
        .source(
            source(
                Map.of(
                    "telemetry.propagators", "tracecontext, baggage",
                    "telemetry.resource.attributes.deployment.environment.name", "prod",
                    "telemetry.resource.attributes.team", "orders")))
        .source(
            new Source(
                new Mapping(
                    Map.of(
                        "health",
                        new Mapping(
                            Map.of(
                                "checks",
                                new Mapping(
                                    Map.of(
                                        "dependencies", new Sequence(List.of(dependency), "app:1")),
                                    "app")),
                            "app")),
                    "app")));

    Configuration configuration = given.load();
    assertEquals(List.of("tracecontext", "baggage"), configuration.propagators());
    assertEquals(
        "prod (app:telemetry.resource.attributes.deployment.environment.name)",
        given.effective("telemetry.resource.attributes.deployment.environment.name"));
    assertEquals(
        "orders (app:telemetry.resource.attributes.team)",
        given.effective("telemetry.resource.attributes.team"));
    assertEquals("db:5432 (app:2)", given.effective("health.checks.dependencies[0].tcp"));
  }

  @Test
  void textsAreTakenAsTheyAreAndEmptyOnesSetNothing() {
    given.source(
        source(
            Map.of(
                "telemetry.service_name", "${HOME} costs $5",
                "telemetry.tracing.sample_rate", "",
                "telemetry.propagators", "")));

    assertEquals(
        "${HOME} costs $5 (app:telemetry.service_name)", given.effective("telemetry.service_name"));
    assertEquals("1 (default)", given.effective("telemetry.tracing.sample_rate"));
    assertEquals(List.of("tracecontext", "baggage"), given.load().propagators());
  }

  @Test
  void anUnreadableOneIsOneMessage() {
    given.source(
        new ConfigurationSource() {
          @Override
          public String name() {
            return "the server of settings";
          }

          @Override
          public Mapping read() throws IOException {
            throw new IOException("connection refused");
          }
        });

    List<String> errors = given.errors();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(
        errors.getFirst().startsWith("the server of settings: cannot be read: "), errors::toString);
    assertTrue(errors.getFirst().contains("connection refused"), errors::toString);
  }
}
