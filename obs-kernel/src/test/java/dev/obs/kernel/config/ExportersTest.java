package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.spi.Extension;
import dev.obs.spi.MetricSink;
import dev.obs.spi.TraceSink;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The exporters in use, and the keys that imply their settings.
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
  void aSectionThatNobodyUsesIsPointedOut() {
    assertEquals(
        List.of(
            "telemetry.yaml:2:3: telemetry.zipkin is set but no list of exporters names 'zipkin'"),
        new Given(folder).file("telemetry:\n  zipkin: {endpoint: \"http://h\"}\n").notices());
  }

  @Test
  void aVariableThatNobodyUsesIsPointedOut() {
    Given given =
        new Given(folder)
            .environment("OTEL_EXPORTER_OTLP_TIMEOUT", "10")
            .environment("OTEL_EXPORTER_PROMETHEUS_PORT", "9999");
    assertEquals(
        List.of(
            "OTEL_EXPORTER_OTLP_TIMEOUT: has no effect, because no list of exporters names 'otlp'"),
        given.notices());
    given.environment("OTEL_METRICS_EXPORTER", "otlp");
    assertEquals(
        List.of(
            "OTEL_EXPORTER_PROMETHEUS_PORT: has no effect, because no list of exporters names"
                + " 'prometheus'"),
        given.notices());
  }

  @Test
  void aKeyOfASignalThatIsNotSentByOtlpIsPointedOut() {
    Given given =
        new Given(folder)
            .file(
                """
                telemetry:
                  tracing: {exporters: [otlp]}
                  logging: {exporters: [console]}
                  otlp:
                    logs: {endpoint: "http://c/v1/logs"}
                    traces: {endpoint: "http://c/v1/traces"}
                """);
    assertEquals(
        List.of(
            "telemetry.yaml:5:22: telemetry.otlp.logs.endpoint has no effect, because"
                + " telemetry.logging.exporters does not name 'otlp'"),
        given.notices());
    given.environment("OTEL_LOGS_EXPORTER", "otlp");
    assertEquals(List.of(), given.notices());
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6831  | port 6831 is Jaeger's retired Thrift agent; sending OTLP/HTTP to h:4318
          6832  | port 6832 is Jaeger's retired Thrift agent; sending OTLP/HTTP to h:4318
          14268 | port 14268 is Jaeger's retired Thrift collector; sending OTLP/HTTP to h:4318
          14250 | port 14250 is Jaeger's retired gRPC collector; sending OTLP/HTTP to h:4318
          4317  | port 4317 is OTLP over gRPC; sending OTLP/HTTP to h:4318
          """)
  void portsThatTakeNoOtlpOverHttpBecome4318(String port, String notice) {
    Given given =
        new Given(folder).file("telemetry: {tracing: {jaeger_host: h, jaeger_port: " + port + "}}");
    assertEquals(List.of("telemetry.yaml:1:52: " + notice), given.notices());
    assertEquals("http://h:4318", otlpEndpoint(given));
  }

  @Test
  void hostAndPortOfJaegerMayStandAlone() {
    assertEquals("http://h:4318", otlpEndpoint(jaeger("{jaeger_host: h}")));
    assertEquals("http://h:14318", otlpEndpoint(jaeger("{jaeger_host: h, jaeger_port: 14318}")));
    assertEquals("http://localhost:14318", otlpEndpoint(jaeger("{jaeger_port: 14318}")));
    assertEquals("http://[::1]:4318", otlpEndpoint(jaeger("{jaeger_host: \"::1\"}")));
  }

  @Test
  void aJaegerHostIsNoUrl() {
    assertEquals(
        List.of(
            "telemetry.yaml:1:36: telemetry.tracing.jaeger_host: expected a host name or an IP"
                + " address, found 'http://h'"),
        jaeger("{jaeger_host: \"http://h\"}").errors());
  }

  @Test
  void anEndpointWinsOverJaegerAndSaysSo() {
    Given given =
        new Given(folder)
            .file(
                """
                telemetry:
                  tracing: {jaeger_host: h, jaeger_port: 6831}
                  otlp: {endpoint: "http://collector:4318"}
                """);
    assertEquals("http://collector:4318", otlpEndpoint(given));
    assertEquals(
        List.of(
            "telemetry.yaml:2:26: telemetry.tracing.jaeger_host is ignored because"
                + " telemetry.otlp.endpoint is set (telemetry.yaml:3)"),
        given.notices());
    given.code("telemetry.tracing.jaeger_host", "stronger");
    assertEquals("http://stronger:4318", otlpEndpoint(given));
  }

  @Test
  void jaegerTakesSpansOnly() {
    assertEquals(
        List.of(
            "telemetry.yaml:2:26: Jaeger takes no metrics; set telemetry.otlp.endpoint for the"
                + " exporter 'otlp' of metrics"),
        new Given(folder)
            .file(
                """
                telemetry:
                  tracing: {jaeger_host: h}
                  metrics: {exporters: [otlp]}
                """)
            .notices());
  }

  @Test
  void theScrapePageTakesItsAddressFromTheMetrics() {
    Given given =
        new Given(folder)
            .file("telemetry:\n  metrics: {prometheus_port: 9090, prometheus_host: 0.0.0.0}\n");
    Extension prometheus = given.extension(MetricSink.class, "prometheus");
    Configuration configuration = given.load();
    assertEquals(9090, configuration.section(prometheus).get(Fakes.SCRAPE_PORT));
    assertEquals("0.0.0.0", configuration.section(prometheus).get(Fakes.SCRAPE_HOST));
    assertEquals(
        "telemetry.yaml:2:30", given.relative(configuration.locate(prometheus, Fakes.SCRAPE_PORT)));

    given.environment("OTEL_EXPORTER_PROMETHEUS_PORT", "9999");
    assertEquals(9999, given.load().section(prometheus).get(Fakes.SCRAPE_PORT));
    assertEquals(
        List.of(
            "telemetry.yaml:2:30: telemetry.metrics.prometheus_port is ignored because"
                + " telemetry.prometheus.port is set (environment variable"
                + " OTEL_EXPORTER_PROMETHEUS_PORT)"),
        given.notices());
  }

  private Given jaeger(String tracing) {
    return new Given(folder).file("telemetry: {tracing: " + tracing + "}");
  }

  private static String otlpEndpoint(Given given) {
    URI endpoint =
        given.load().section(given.extension(TraceSink.class, "otlp")).get(Fakes.ENDPOINT);
    return endpoint.toString();
  }
}
