package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.api.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two configurations side by side, as a reload needs them.
class ChangesTest {
  @TempDir Path folder;

  private List<String> changes(String before, String after) {
    Given given = new Given(folder);
    Configuration earlier = given.file(before).load();
    Configuration later = given.file(after).load();
    assertEquals(List.of(), earlier.changes(earlier));
    return shown(given, earlier.changes(later));
  }

  private static List<String> shown(Given given, List<SettingChange> changes) {
    return changes.stream()
        .map(change ->
            change.key() + ": " + one(given, change.before()) + " -> " + one(given, change.after()))
        .toList();
  }

  private static String one(Given given, EffectiveValue value) {
    return value.value() + " (" + given.relative(value.origin()) + ")";
  }

  @Test
  void showABeforeAndAfterWithTheOrigins() {
    assertEquals(
        List.of(
            "telemetry.service_name: shop (telemetry.yaml:1) -> store (telemetry.yaml:1)",
            "telemetry.metrics.collection_interval: 1m (default) -> 30s (telemetry.yaml:1)"),
        changes(
            "telemetry: {service_name: shop}",
            "telemetry: {service_name: store, metrics: {collection_interval: 30}}"));
  }

  @Test
  void areAbsentWhereAValueHasOnlyMoved() {
    Given given = new Given(folder).file("telemetry: {service_name: shop}");
    Configuration file = given.load();
    Configuration environment =
        given.file("telemetry: {}").environment("OTEL_SERVICE_NAME", "shop").load();

    assertEquals(List.of(), file.changes(environment));
    assertEquals(List.of(), changes("telemetry: {}", "telemetry: {spool: {max_size: 512MB}}\n"));
  }

  @Test
  void ofMappingsAndListsOfMappingsNameTheEntry() {
    assertEquals(
        List.of(
            "telemetry.resource.attributes.b: 1 (telemetry.yaml:2) -> 2 (telemetry.yaml:2)",
            "telemetry.resource.attributes.c: 1 (telemetry.yaml:2) ->  (default)",
            "telemetry.resource.attributes.d:  (default) -> 1 (telemetry.yaml:2)",
            "health.endpoints[0].path: /a (telemetry.yaml:3) -> /b (telemetry.yaml:3)",
            "health.endpoints[1].path:  (default) -> /c (telemetry.yaml:3)",
            "health.endpoints[1].type:  (default) -> metrics (telemetry.yaml:3)"),
        changes(
            """
            telemetry:
              resource: {attributes: {a: 1, b: 1, c: 1}}
            health: {endpoints: [{path: /a, type: liveness}]}
            """,
            """
            telemetry:
              resource: {attributes: {a: 1, b: 2, d: 1}}
            health: {endpoints: [{path: /b, type: liveness}, {path: /c, type: metrics}]}
            """));
    assertEquals(
        List.of("telemetry.resource.attributes.a:  (default) -> 1 (telemetry.yaml:1)"),
        changes("telemetry: {}", "telemetry: {resource: {attributes: {a: 1}}}"));
  }

  @Test
  void ofSecretsAreFoundAndHidden() {
    assertEquals(
        List.of(
            "telemetry.otlp.headers.key: (hidden) (telemetry.yaml:1) -> (hidden)"
                + " (telemetry.yaml:1)"),
        changes(
            "telemetry: {otlp: {headers: {key: s3cret-1}}}",
            "telemetry: {otlp: {headers: {key: s3cret-2}}}"));
  }

  @Test
  void includeWhatFollowsFromAChange() {
    assertEquals(
        List.of(
            "telemetry.tracing.jaeger_host:  (default) -> h (telemetry.yaml:1)",
            "telemetry.tracing.exporters:  (default) -> otlp (telemetry.yaml:1)",
            "telemetry.otlp.endpoint: http://localhost:4318 (default) -> http://h:4318"
                + " (telemetry.yaml:1)"),
        changes("telemetry: {}", "telemetry: {tracing: {jaeger_host: h}}"));
  }

  @Test
  void includeTheSettingsOfExtensionsThatOnlyOneKnows() {
    List<dev.obs.spi.Extension> fewer = new ArrayList<>(Fakes.all());
    fewer.removeIf(extension -> extension.type().equals("zipkin"));
    Given with = new Given(folder).file("telemetry: {zipkin: {endpoint: \"http://z\"}}");
    Configuration configuration = with.load();
    Configuration without = new Given(folder, fewer).load();

    assertEquals(
        List.of("telemetry.zipkin.endpoint: http://z (telemetry.yaml:1) ->  (default)"),
        shown(with, configuration.changes(without)));
    assertEquals(
        List.of("telemetry.zipkin.endpoint:  (default) -> http://z (telemetry.yaml:1)"),
        shown(with, without.changes(configuration)));
  }

  @Test
  void aSecondConfigurationLeavesTheFirstOneAsItIs() {
    Given given = new Given(folder).file("telemetry: {otlp: {headers: {key: s3cret-1}}}");
    Configuration first = given.load();
    List<EffectiveValue> before = first.effective();
    given.file("telemetry: {otlp: {headers: {key: s3cret-2}}}").load();
    given.file("telemetry: {nonsense: 1}");

    assertThrows(ConfigurationException.class, given::load);
    assertEquals(before, first.effective());
    assertEquals("(hidden) s3cret-2", first.redaction().apply("s3cret-1 s3cret-2"));
  }
}
