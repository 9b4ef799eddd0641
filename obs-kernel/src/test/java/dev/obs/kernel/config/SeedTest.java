package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.Endpoint;
import dev.obs.spi.Extension;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Settings;
import dev.obs.spi.TraceSink;
import io.opentelemetry.api.common.AttributeKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTest {
  @TempDir Path folder;

  @Test
  void everyKeyOfTheSeedHasItsEffect() {
    Given given = new Given(folder).seed();
    Configuration configuration = given.load();

    assertEquals(
        "openapi-doc-generator",
        configuration.resource().getAttribute(AttributeKey.stringKey("service.name")));
    assertTrue(configuration.get(CoreSettings.TRACING_ENABLED));
    assertEquals(
        "ParentBased{root:TraceIdRatioBased{0.100000}",
        configuration.sampler().getDescription().split(",")[0]);
    assertEquals(List.of("otlp"), configuration.traceExporters());
    assertEquals(
        URI.create("http://jaeger:4318"),
        configuration.section(given.extension(TraceSink.class, "otlp")).get(Fakes.ENDPOINT));
    assertEquals(List.of("prometheus"), configuration.metricExporters());
    Extension prometheus = given.extension(MetricSink.class, "prometheus");
    assertEquals(9090, configuration.section(prometheus).get(Fakes.SCRAPE_PORT));
    assertEquals(Duration.ofSeconds(30), configuration.get(CoreSettings.COLLECTION_INTERVAL));
    assertTrue(configuration.get(CoreSettings.STRUCTURED));
    assertEquals(System.Logger.Level.INFO, configuration.get(CoreSettings.LEVEL));
    assertTrue(configuration.get(CoreSettings.CORRELATION_ENABLED));
    assertEquals(List.of("console"), configuration.logExporters());

    Settings health = configuration.section(given.extension(Endpoint.class, "health-http"));
    assertEquals(8080, health.get(Fakes.HEALTH_PORT));
    assertEquals("0.0.0.0", health.get(Fakes.HEALTH_HOST));
    List<String> endpoints =
        health.get(Fakes.ENDPOINTS).stream()
            .map(each -> each.get(Fakes.PATH) + " " + each.get(Fakes.TYPE))
            .toList();
    assertEquals(List.of("/health liveness", "/ready readiness", "/metrics metrics"), endpoints);
  }

  @Test
  void saysOnceThatTheSeedsJaegerPortIsRetired() {
    assertEquals(
        List.of(
            "telemetry.yaml:8:18: port 6831 is Jaeger's retired Thrift agent;"
                + " sending OTLP/HTTP to jaeger:4318"),
        new Given(folder).seed().notices());
  }

  @Test
  void aKernelWithoutModulesLoadsTheSeedAndSaysWhatIsMissing() {
    Given given = new Given(folder, List.of()).seed();
    assertEquals(List.of(), given.load().traceExporters());
    assertEquals(List.of(), given.load().metricExporters());
    assertEquals(
        List.of(
            "telemetry.yaml:23:3: health.port, health.host, health.endpoints are set but no module"
                + " provides this; put health-http on the module path",
            "telemetry.yaml:7:18: a Jaeger host is set but no module provides exporter 'otlp';"
                + " put exporter-otlp on the module path",
            "telemetry.yaml:13:22: a Prometheus port is set but no module provides exporter"
                + " 'prometheus'; put exporter-prometheus on the module path"),
        given.notices());
  }
}
