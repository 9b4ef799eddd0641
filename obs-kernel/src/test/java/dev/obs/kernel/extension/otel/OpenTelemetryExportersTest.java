package dev.obs.kernel.extension.otel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException;
import dev.obs.api.KernelProvider;
import dev.obs.api.Obs;
import dev.obs.spi.Extension;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricSink;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenTelemetryExportersTest {
  @TempDir Path folder;

  private record Spans(String getName, Function<ConfigProperties, SpanExporter> make)
      implements ConfigurableSpanExporterProvider {
    @Override
    public SpanExporter createExporter(ConfigProperties config) {
      return make.apply(config);
    }
  }

  private record Metrics(String getName, MetricExporter exporter)
      implements ConfigurableMetricExporterProvider {
    @Override
    public MetricExporter createExporter(ConfigProperties config) {
      return exporter;
    }
  }

  private record Records(String getName, LogRecordExporter exporter)
      implements ConfigurableLogRecordExporterProvider {
    @Override
    public LogRecordExporter createExporter(ConfigProperties config) {
      return exporter;
    }
  }

  private Obs start(String yaml, Object... providers) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), yaml);
    List<Extension> sinks = Stream.of(providers).map(OpenTelemetryExporters::adapt).toList();
    KernelProvider kernel = ServiceLoader.load(KernelProvider.class).findFirst().orElseThrow();
    return kernel.start(new KernelProvider.Options(file, Map.of(), List.of(), sinks, true));
  }

  @Test
  void allThreeSignalsReachTheExporters() throws IOException {
    InMemorySpanExporter spans = InMemorySpanExporter.create();
    InMemoryMetricExporter metrics = InMemoryMetricExporter.create();
    InMemoryLogRecordExporter records = InMemoryLogRecordExporter.create();
    String yaml =
        """
        telemetry:
          tracing: {exporters: [acme_cloud]}
          metrics: {exporters: [acme_cloud], collection_interval: 1h}
          logging: {exporters: [acme_cloud]}
        """;
    try (Obs obs =
        start(
            yaml,
            new Spans("acme_cloud", config -> spans),
            new Metrics("acme_cloud", metrics),
            new Records("acme_cloud", records))) {
      obs.operations()
          .run("pay", () -> System.getLogger("shop").log(System.Logger.Level.INFO, "paid"));
      assertTrue(obs.flush(Duration.ofSeconds(10)));
      assertEquals("pay", spans.getFinishedSpanItems().getFirst().getName());
      assertTrue(
          metrics.getFinishedMetricItems().stream()
              .anyMatch(metric -> metric.getName().equals("operation.duration")));
      assertTrue(
          records.getFinishedLogRecordItems().stream()
              .anyMatch(record -> record.toString().contains("paid")));
    }
  }

  @Test
  void anExporterReadsThePropertiesOfItsSection() throws IOException {
    String yaml =
        """
        telemetry:
          tracing: {exporters: [acme]}
          acme: {properties: {otel.exporter.acme.timeout: 3s, otel.exporter.acme.key: s3cr3t}}
        """;
    StringBuilder seen = new StringBuilder();
    try (Obs obs =
        start(
            yaml,
            new Spans(
                "acme",
                config -> {
                  seen.append(config.getDuration("otel.exporter.acme.timeout"))
                      .append(config.getString("otel.exporter.acme.key"));
                  return InMemorySpanExporter.create();
                }))) {
      assertTrue(obs.flush(Duration.ofSeconds(10)));
    }
    assertEquals("PT3Ss3cr3t", seen.toString());
  }

  @Test
  void aWrongPropertyEndsTheStartWithItsPlaceAndTheTypeAndNotItsValue() {
    String yaml =
        "telemetry:\n  tracing: {exporters: [acme]}\n  acme:\n    properties: {otel.n: s3cr3t}\n";
    ConfigurationException wrong =
        assertThrows(
            ConfigurationException.class,
            () ->
                start(
                    yaml,
                    new Spans(
                        "acme",
                        config -> {
                          config.getInt("otel.n");
                          throw new AssertionError();
                        })));
    assertEquals(
        folder.resolve("telemetry.yaml")
            + ":4:17: exporter 'acme': property otel.n: expected a whole number",
        wrong.getMessage());
  }

  @Test
  void whatAnExporterThrowsIsReportedWithoutItsSecrets() throws IOException {
    String yaml =
        "telemetry: {tracing: {exporters: [acme]}, acme: {properties: {otel.key: s3cr3t}}}";
    try (Obs obs =
        start(
            yaml,
            new Spans(
                "acme",
                config -> {
                  throw new IllegalArgumentException("bad key " + config.getString("otel.key"));
                }))) {
      String reason =
          obs.view().extensions().stream()
              .filter(each -> each.type().equals("acme"))
              .findFirst()
              .orElseThrow()
              .reason();
      assertTrue(reason.contains("bad key (hidden)"), reason);
    }
  }

  @Test
  void theClassLoaderOfTheProviderIsTheThreadsWhileItMakesItsExporter() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try {
      Spans provider =
          new Spans(
              "acme",
              config -> {
                assertSame(getClass().getClassLoader(), thread.getContextClassLoader());
                return InMemorySpanExporter.create();
              });
      OpenTelemetryExporters.create(
          provider,
          "acme",
          Properties.of(Map.of(), Map.of(), Map.of(), getClass().getClassLoader()),
          provider::createExporter);
      assertSame(null, thread.getContextClassLoader());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aNameBecomesATypeThatCanStandInAConfiguration() {
    assertEquals(
        "experimental-otlp-stdout", OpenTelemetryExporters.type("experimental-otlp/stdout"));
    assertEquals("google_cloud_trace", OpenTelemetryExporters.type("google_cloud_trace"));
    assertEquals("acme", OpenTelemetryExporters.type("ACME"));
  }

  @Test
  void eachProviderBecomesASinkOfItsSignal() {
    assertInstanceOf(TraceSink.class, OpenTelemetryExporters.adapt(new Spans("x", config -> null)));
    assertInstanceOf(
        MetricSink.class,
        OpenTelemetryExporters.adapt(new Metrics("x", InMemoryMetricExporter.create())));
    assertInstanceOf(
        LogSink.class,
        OpenTelemetryExporters.adapt(new Records("x", InMemoryLogRecordExporter.create())));
    assertThrows(IllegalArgumentException.class, () -> OpenTelemetryExporters.adapt("x"));
  }
}
