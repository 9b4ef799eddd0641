package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One reader for each source, which returns a layer and findings and changes nothing else.
class LayersTest {
  private final Schema schema = new Schema(Fakes.all());

  @TempDir Path folder;

  private Reading file(String text, boolean elsewhere) throws Exception {
    Path path = Files.writeString(folder.resolve("telemetry.yaml"), text);
    return FileLayer.read(schema, new ConfigurationFile(path, ""), Map.of(), elsewhere, null);
  }

  private Reading environment(Map<String, String> variables) {
    return EnvironmentLayer.read(
        schema,
        variables,
        new ExporterNames(DiscoveredExtensions.of(Fakes.all())),
        new PropagatorNames(List.of()));
  }

  private static Set<String> keys(Reading reading) {
    return new TreeSet<>(reading.layer().values().keySet());
  }

  private List<String> findings(Reading reading) {
    return reading.findings().stream()
        .map(finding -> finding.severity() + " " + finding.toString().replace(folder + "/", ""))
        .toList();
  }

  private static Object value(Reading reading, String key) {
    return reading.layer().values().get(key).value();
  }

  @Test
  void theFileSetsItsKeysWithTheirPlaces() throws Exception {
    Reading reading = file("telemetry:\n  service_name: shop\n  otlp: {headers: {a: b}}\n", false);

    assertEquals(Set.of("telemetry.service_name", "telemetry.otlp.headers"), keys(reading));
    assertEquals("shop", value(reading, "telemetry.service_name"));
    Origin origin = reading.layer().values().get("telemetry.service_name").origin();
    assertEquals(Origin.Precedence.FILE, origin.precedence());
    assertEquals(folder + "/telemetry.yaml:2:17", origin.where());
    assertEquals(Set.of("telemetry", "telemetry.otlp"), reading.layer().sections().keySet());
    assertEquals(Set.of("b"), reading.secrets());
    assertEquals(1, reading.literals().size());
  }

  @Test
  void aReaderReturnsItsErrorsBesideTheValuesThatAreRight() throws Exception {
    Reading reading =
        file("telemetry: {service_name: shop, tracing: {sample_rate: 2}, nonsense: 1}", false);

    assertEquals(Set.of("telemetry.service_name"), keys(reading));
    assertEquals(
        List.of(
            "ERROR telemetry.yaml:1:56: telemetry.tracing.sample_rate: expected a number from 0 to"
                + " 1, found '2'",
            "ERROR telemetry.yaml:1:60: unknown key 'nonsense' in telemetry"),
        findings(reading));
  }

  @Test
  void ofAServiceThatRunsElsewhereSomeValuesAreDeferred() throws Exception {
    Reading reading =
        file("telemetry: {service_name: '${NAME}', tracing: {exporters: [otlp, '${MORE}']}}", true);

    assertEquals(Set.of("telemetry.tracing.exporters"), keys(reading));
    assertEquals(List.of("otlp"), value(reading, "telemetry.tracing.exporters"));
    assertEquals(
        Set.of("telemetry.service_name", "telemetry.tracing.exporters[1]"),
        reading.layer().deferred().keySet());
    assertEquals(List.of(), reading.findings());
    assertEquals(List.of(), reading.literals());
  }

  @Test
  void theEnvironmentSetsItsKeysAndNeverHasAnError() {
    Reading reading =
        environment(
            Map.of("OTEL_SERVICE_NAME", "shop", "OTEL_BSP_MAX_QUEUE_SIZE", "many", "HOME", "/"));

    assertEquals(Set.of("telemetry.service_name"), keys(reading));
    assertEquals(
        List.of(
            "NOTICE OTEL_BSP_MAX_QUEUE_SIZE: ignored: expected a whole number from 1 to 1048576,"
                + " found 'many'"),
        findings(reading));
  }

  @Test
  void codeSetsEntriesOfAMappingOneByOne() {
    Reading reading =
        CodeLayer.read(
            schema,
            Map.of(
                "telemetry.resource.attributes", "a=1,b=1", "telemetry.resource.attributes.b", "2"),
            null);

    assertEquals(Map.of("a", "1", "b", "2"), value(reading, "telemetry.resource.attributes"));
  }

  @Test
  void aLayerCannotBeChanged() throws Exception {
    Layer layer = file("telemetry: {resource: {attributes: {a: b}}}", false).layer();
    SettingValue<?> attributes = layer.values().get("telemetry.resource.attributes");

    assertThrows(UnsupportedOperationException.class, () -> layer.values().clear());
    assertThrows(UnsupportedOperationException.class, () -> layer.sections().clear());
    assertThrows(UnsupportedOperationException.class, () -> attributes.rows().clear());
    assertThrows(
        UnsupportedOperationException.class, () -> ((Map<?, ?>) attributes.value()).clear());
    assertTrue(layer.deferred().isEmpty());
  }
}
