package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.spi.Extension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The exporters in use.
class ExportersTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                      |                 | prometheus
          {tracing: {jaeger_host: h}}                             | otlp            | prometheus
          {tracing: {jaeger_port: 4318}}                          | otlp            | prometheus
          {otlp: {endpoint: "http://h"}}                          | otlp            | otlp
          {otlp: {traces: {endpoint: "http://h"}}}                | otlp            | prometheus
          {otlp: {timeout: 1}}                                    |                 | prometheus
          {metrics: {prometheus_port: 1}}                         |                 | prometheus
          {prometheus: {port: 1}}                                 |                 | prometheus
          {prometheus: {port: 1}, otlp: {endpoint: "http://h"}}   | otlp            | prometheus,otlp
          {tracing: {jaeger_host: h, exporters: []}}              |                 | prometheus
          {tracing: {exporters: [zipkin, otlp, zipkin]}}          | zipkin,otlp     | prometheus
          {tracing: {exporters: [none]}, metrics: {exporters: []}}|                 |
          {tracing: {jaeger_host: h, enabled: false}}             |                 | prometheus
          {metrics: {enabled: false}}                             |                 |
          {enabled: false, tracing: {jaeger_host: h}}             |                 |
          """)
  void otherKeysSayWhatIsUsedWhereNoListDoes(String telemetry, String traces, String metrics) {
    Configuration configuration = new Given(folder).file("telemetry: " + telemetry).load();
    assertEquals(traces == null ? "" : traces, String.join(",", configuration.traceExporters()));
    assertEquals(metrics == null ? "" : metrics, String.join(",", configuration.metricExporters()));
    assertEquals(List.of("console"), configuration.logExporters());
  }

  @Test
  void theVariableOfAnEndpointCountsLikeTheKey() {
    Given given =
        new Given(folder).environment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");
    assertEquals(List.of("otlp"), given.load().traceExporters());
    assertEquals(
        "otlp (environment variable OTEL_EXPORTER_OTLP_ENDPOINT)",
        given.effective("telemetry.tracing.exporters"));
  }

  @Test
  void theEndpointOfLogsSendsThemBesideTheConsole() {
    Given given =
        new Given(folder).environment("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://c/v1/logs");
    assertEquals(List.of("console", "otlp"), given.load().logExporters());
    assertEquals(List.of(), given.load().traceExporters());
    assertEquals(List.of(), given.notices());
    given.environment("OTEL_LOGS_EXPORTER", "console");
    assertEquals(List.of("console"), given.load().logExporters());
    assertEquals(
        List.of("console", "otlp"),
        new Given(folder)
            .file("telemetry: {otlp: {logs: {endpoint: \"http://c/v1/logs\"}}}")
            .load()
            .logExporters());
  }

  @Test
  void theVariableOfAllEndpointsSaysThatLogsStayOnTheConsole() {
    Given given = new Given(folder).environment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318");
    assertEquals(List.of("console"), given.load().logExporters());
    assertEquals(
        List.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT: log records go to the console only; set"
                + " OTEL_LOGS_EXPORTER=console,otlp to send them, too"),
        given.notices());
    given.environment("OTEL_LOGS_EXPORTER", "console");
    assertEquals(List.of(), given.notices());
  }

  @Test
  void variablesListExportersToo() {
    Configuration configuration =
        new Given(folder)
            .file("telemetry: {tracing: {jaeger_host: h}}")
            .environment("OTEL_TRACES_EXPORTER", "zipkin")
            .environment("OTEL_METRICS_EXPORTER", "otlp,prometheus")
            .environment("OTEL_LOGS_EXPORTER", "none")
            .load();
    assertEquals(List.of("zipkin"), configuration.traceExporters());
    assertEquals(List.of("otlp", "prometheus"), configuration.metricExporters());
    assertEquals(List.of(), configuration.logExporters());
  }

  @Test
  void exportersInVariablesThatAreNotThereArePassedOver() {
    Given given =
        new Given(folder)
            .file("telemetry: {tracing: {exporters: [zipkin]}}")
            .environment("OTEL_TRACES_EXPORTER", "console")
            .environment("OTEL_METRICS_EXPORTER", "statsd,otlp");
    assertEquals(List.of("zipkin"), given.load().traceExporters());
    assertEquals(List.of("otlp"), given.load().metricExporters());
    assertEquals(
        List.of(
            "OTEL_TRACES_EXPORTER: ignored: exporter 'console' takes no spans (found: otlp,"
                + " zipkin)",
            "OTEL_METRICS_EXPORTER: ignored: unknown exporter 'statsd' for metrics (found: otlp,"
                + " prometheus)"),
        given.notices());
  }

  @Test
  void noneBesideAnExporterInAVariableIsPassedOver() {
    Given given =
        new Given(folder)
            .environment("OTEL_TRACES_EXPORTER", "otlp,none")
            .environment("OTEL_METRICS_EXPORTER", "statsd,none")
            .environment("OTEL_LOGS_EXPORTER", "none,console")
            .environment("OTEL_PROPAGATORS", "none,baggage");
    assertEquals(List.of("otlp"), given.load().traceExporters());
    assertEquals(List.of(), given.load().metricExporters());
    assertEquals(List.of("console"), given.load().logExporters());
    assertEquals(List.of("baggage"), given.load().propagators());
    assertEquals(
        List.of(
            "OTEL_PROPAGATORS: ignored: 'none' excludes every other name",
            "OTEL_TRACES_EXPORTER: ignored: 'none' excludes every other name",
            "OTEL_METRICS_EXPORTER: ignored: unknown exporter 'statsd' for metrics (found: otlp,"
                + " prometheus)",
            "OTEL_LOGS_EXPORTER: ignored: 'none' excludes every other name"),
        given.notices());
  }

  @Test
  void noneBesideAnotherNameInTheFileIsAnError() {
    assertEquals(
        List.of(
            "telemetry.yaml:2:33: 'none' excludes every other name; remove it, or the others",
            "telemetry.yaml:3:17: 'none' excludes every other name; remove it, or the others"),
        new Given(folder)
            .file(
                """
                telemetry:
                  tracing: {exporters: [zipkin, none]}
                  propagators: [none, baggage]
                """)
            .errors());
    assertEquals(
        List.of(),
        new Given(folder)
            .file("telemetry: {metrics: {exporters: [none, none]}}")
            .load()
            .metricExporters());
  }

  @Test
  void retiredExportersNameTheirSuccessor() {
    assertEquals(
        List.of(
            "telemetry.yaml:2:25: exporter 'jaeger' is retired, since Jaeger takes OTLP; use 'otlp'"
                + " with telemetry.otlp.endpoint http://HOST:4318, or set"
                + " telemetry.tracing.jaeger_host",
            "telemetry.yaml:3:25: exporter 'logging' is called 'console' here, which takes no"
                + " metrics (found: otlp, prometheus)",
            "telemetry.yaml:4:25: exporter 'logging' is called 'console' here"),
        new Given(folder)
            .file(
                """
                telemetry:
                  tracing: {exporters: [jaeger]}
                  metrics: {exporters: [logging]}
                  logging: {exporters: [logging]}
                """)
            .errors());
    Given given =
        new Given(folder)
            .file("telemetry: {tracing: {exporters: [zipkin]}}")
            .environment("OTEL_TRACES_EXPORTER", "jaeger-thrift");
    assertEquals(List.of("zipkin"), given.load().traceExporters());
    assertEquals(1, given.notices().size());
  }

  @Test
  void anExporterThatNoModuleProvidesNamesTheModule() {
    List<Extension> some = new ArrayList<>(Fakes.all());
    some.removeIf(each -> each.type().equals("zipkin") || each.type().equals("elasticsearch"));
    assertEquals(
        List.of(
            "telemetry.yaml:2:25: exporter 'zipkin' is configured but no module provides it; put"
                + " exporter-zipkin on the module path (found: otlp)",
            "telemetry.yaml:3:34: exporter 'elasticsearch' is configured but no module provides it;"
                + " put exporter-elasticsearch on the module path (found: console, otlp)"),
        new Given(folder, some)
            .file(
                """
                telemetry:
                  tracing: {exporters: [zipkin]}
                  logging: {exporters: [console, elasticsearch]}
                  zipkin: {endpoint: "http://${NOT_LOOKED_AT}"}
                """)
            .errors());
  }

  @Test
  void requiredSettingsAreRequiredOnlyOfExportersInUse() {
    Given given = new Given(folder).file("telemetry:\n  elasticsearch: {user: me}\n");
    assertEquals(1, given.notices().size());
    given.file(
        "telemetry:\n  elasticsearch: {user: me}\n  logging: {exporters: [elasticsearch]}\n");
    assertEquals(
        List.of("telemetry.yaml:2:3: telemetry.elasticsearch.hosts is required by 'elasticsearch'"),
        given.errors());
    given.file("telemetry:\n  logging: {exporters: [elasticsearch]}\n");
    assertEquals(
        List.of("telemetry.elasticsearch.hosts is required by 'elasticsearch'"), given.errors());
  }
}
