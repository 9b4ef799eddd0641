package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.api.ConfigurationException;
import dev.obs.spi.TraceSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Code wins over variables, variables over the file, the file over defaults.
class PrecedenceTest {
  private static final String FILE =
      """
      telemetry:
        service_name: from-file
        metrics: {collection_interval: 7}
        otlp: {endpoint: "http://file:1", headers: {a: file, b: file}}
      """;

  @TempDir Path folder;

  @Test
  void theStrongestSourceWinsAndIsNamed() {
    Given given = new Given(folder);
    assertEquals("unknown_service:java (default)", given.effective("telemetry.service_name"));
    given.file(FILE);
    assertEquals("from-file (telemetry.yaml:2)", given.effective("telemetry.service_name"));
    given.environment("OTEL_SERVICE_NAME", "from-environment");
    assertEquals(
        "from-environment (environment variable OTEL_SERVICE_NAME)",
        given.effective("telemetry.service_name"));
    given.code("telemetry.service_name", "from-code");
    assertEquals("from-code (code)", given.effective("telemetry.service_name"));
  }

  @Test
  void aBareNumberCountsSecondsInTheFileAndMillisecondsInAVariable() {
    String key = "telemetry.metrics.collection_interval";
    Given given = new Given(folder).file(FILE);
    assertEquals("7s (telemetry.yaml:3)", given.effective(key));
    given.environment("OTEL_METRIC_EXPORT_INTERVAL", "2500");
    assertEquals("2500ms (environment variable OTEL_METRIC_EXPORT_INTERVAL)", given.effective(key));
    given.code(key, "3");
    assertEquals("3s (code)", given.effective(key));
  }

  @Test
  void mappingsAreMergedEntryByEntry() {
    Given given =
        new Given(folder)
            .file(FILE)
            .environment("OTEL_EXPORTER_OTLP_HEADERS", "b=environment,c=environment")
            .code("telemetry.otlp.headers.c", "code");
    var headers = given.load().section(given.extension(TraceSink.class, "otlp")).get(Fakes.HEADERS);
    assertEquals("file", headers.get("a").reveal());
    assertEquals("environment", headers.get("b").reveal());
    assertEquals("code", headers.get("c").reveal());
    assertEquals("(hidden) (telemetry.yaml:4)", given.effective("telemetry.otlp.headers.a"));
    assertEquals(
        "(hidden) (environment variable OTEL_EXPORTER_OTLP_HEADERS)",
        given.effective("telemetry.otlp.headers.b"));
    assertEquals("(hidden) (code)", given.effective("telemetry.otlp.headers.c"));
  }

  @Test
  void placesAreKnownForErrorsThatShowLater() {
    Given given =
        new Given(folder)
            .file("telemetry:\n  otlp:\n    endpoint: http://h:1\n")
            .environment("OTEL_EXPORTER_OTLP_TIMEOUT", "5")
            .code("telemetry.otlp.headers", "a=b");
    Configuration configuration = given.load();
    var otlp = given.extension(TraceSink.class, "otlp");
    assertEquals("telemetry.yaml:3:15", given.relative(configuration.locate(otlp, Fakes.ENDPOINT)));
    assertEquals("OTEL_EXPORTER_OTLP_TIMEOUT", configuration.locate(otlp, Fakes.TIMEOUT));
    assertEquals("code", configuration.locate(otlp, Fakes.HEADERS));
    assertEquals(
        "telemetry.otlp.traces.endpoint", configuration.locate(otlp, Fakes.TRACES_ENDPOINT));
    assertEquals("telemetry.logging.level", configuration.locate(CoreSettings.LEVEL));
  }

  @Test
  void errorsInCodeAreErrorsWithTheirKey() {
    assertEquals(
        List.of(
            "code: telemetry.otlp.headers: expected name=value,name=value with percent-encoding",
            "code: telemetry.probes.timeout: expected a duration from 1ms to 1m such as 500ms, 30s"
                + " or 5m (a bare number counts seconds), found 'x'",
            "code: unknown key 'telemetry.tracing.sampel_rate'; did you mean"
                + " 'telemetry.tracing.sample_rate'?",
            "code: unknown key 'tracing'",
            "code: health.endpoints: a list of mappings can only be set in the file"),
        new Given(folder)
                .code("telemetry.otlp.headers", "secret-without-name")
                .code("telemetry.probes.timeout", "x")
                .code("telemetry.tracing.sampel_rate", "1")
                .code("tracing", "1")
                .code("health.endpoints", "/health")
                .errors()
                .stream()
                .sorted(java.util.Comparator.comparing(error -> error.contains("health.endpoints")))
                .toList());
  }

  @Test
  void codeGivesListsWithCommas() {
    Configuration configuration =
        new Given(folder).code("telemetry.logging.exporters", "console, otlp").load();
    assertEquals(List.of("console", "otlp"), configuration.logExporters());
  }

  @Test
  void theGivenFileIsReadBeforeTheVariablesAndThatBeforeTheUsualOne() throws Exception {
    Path given = Files.writeString(folder.resolve("given"), "telemetry: {service_name: given}");
    Path named = Files.writeString(folder.resolve("named"), "telemetry: {service_name: named}");
    Path usual = Files.writeString(folder.resolve("usual"), "telemetry: {service_name: usual}");
    Map<String, String> variable = Map.of("TELEMETRY_CONFIG", named.toString());

    assertEquals("given", name(Optional.of(given), usual, variable));
    assertEquals("named", name(Optional.empty(), usual, variable));
    assertEquals("usual", name(Optional.empty(), usual, Map.of("TELEMETRY_CONFIG", "")));
    assertEquals("usual", name(Optional.empty(), usual, Map.of()));
    assertEquals("unknown_service:java", name(Optional.empty(), folder.resolve("no"), Map.of()));
    assertThrows(
        ConfigurationException.class,
        () -> name(Optional.of(folder.resolve("no")), usual, variable));
  }

  @Test
  void theFileInUseIsKnown() {
    assertEquals(Optional.empty(), new Given(folder).load().file());
    Given given = new Given(folder).seed();
    assertEquals(Optional.of(given.path()), given.load().file());
  }

  @Test
  void withoutAFileNothingIsSentAnywhere() {
    Configuration configuration = new Given(folder).load();
    assertEquals(List.of(), configuration.traceExporters());
    assertEquals(List.of("prometheus"), configuration.metricExporters());
    assertEquals(List.of("console"), configuration.logExporters());
    assertEquals(List.of(), configuration.notices());
    assertEquals(
        "ParentBased{root:AlwaysOnSampler",
        configuration
            .sampler()
            .getDescription()
            .split(",")[0]
            .replace("TraceIdRatioBased{1.000000}", "AlwaysOnSampler"));
  }

  private String name(Optional<Path> explicit, Path usual, Map<String, String> environment) {
    return ConfigurationLoader.load(
            explicit, usual, environment, Map.of(), DiscoveredExtensions.of(List.of()))
        .get(CoreSettings.SERVICE_NAME);
  }
}
