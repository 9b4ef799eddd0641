package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.spi.Extension;
import dev.obs.spi.MetricSink;
import dev.obs.spi.TraceSink;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys that imply settings of an exporter: those of Jaeger and of the scrape page.
class ImpliedSettingsTest {
  @TempDir Path folder;

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
    assertEquals(
        "http://otel_collector:4318", otlpEndpoint(jaeger("{jaeger_host: otel_collector}")));
    assertEquals("http://a.1234-ns:4318", otlpEndpoint(jaeger("{jaeger_host: a.1234-ns}")));
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
