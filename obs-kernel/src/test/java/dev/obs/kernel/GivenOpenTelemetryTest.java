package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.KernelProvider;
import dev.obs.api.Pipeline;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kernel in an application that sets up OpenTelemetry itself.
class GivenOpenTelemetryTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final AttributeKey<String> TEAM = AttributeKey.stringKey("team");
  private static final String SHIP =
      """
      telemetry:
        tracing: {exporters: [fake], sample_rate: 0}
        metrics: {exporters: [fake], collection_interval: 1h}
        logging: {exporters: [fake]}
      """;

  @TempDir Path folder;

  private final Fakes.Traces traces = new Fakes.Traces();
  private final Fakes.Metrics metrics = new Fakes.Metrics();
  private final Fakes.Records records = new Fakes.Records();

  private Kernel start(Function<Pipeline, OpenTelemetry> setup) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), SHIP);
    return Kernel.start(
        new KernelProvider.Options(
            file, Map.of(), List.of(), List.of(traces, metrics, records), true, setup));
  }

  private static OpenTelemetrySdk sdk(Pipeline pipeline) {
    Resource resource = Resource.builder().put(TEAM, "orders").build();
    SdkMeterProviderBuilder meters = SdkMeterProvider.builder().setResource(resource);
    pipeline.metricReaders().forEach(meters::registerMetricReader);
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setResource(resource)
                .addSpanProcessor(pipeline.spanProcessor())
                .build())
        .setMeterProvider(meters.build())
        .setLoggerProvider(
            SdkLoggerProvider.builder()
                .setResource(resource)
                .addLogRecordProcessor(pipeline.logRecordProcessor())
                .build())
        .build();
  }

  @Test
  void takesItsSpansMetricsAndLogsToTheSinksWithItsOwnSamplingAndResource() throws IOException {
    try (Kernel kernel = start(GivenOpenTelemetryTest::sdk)) {
      kernel.openTelemetry().getTracer("theirs").spanBuilder("order").startSpan().end();
      kernel.openTelemetry().getMeter("theirs").counterBuilder("orders").build().add(1);
      kernel
          .operations()
          .run("checkout", () -> System.getLogger("shop").log(System.Logger.Level.INFO, "sold"));
      assertTrue(kernel.flush(LIMIT));
    }
    assertEquals(
        List.of("order", "checkout"), traces.spans.stream().map(SpanData::getName).toList());
    assertEquals("orders", traces.spans.getFirst().getResource().getAttribute(TEAM));
    assertTrue(metrics.names().containsAll(List.of("orders", "operation.duration")));
    assertTrue(metrics.names().contains("obs.lane.delivered"), () -> "" + metrics.names());
    assertEquals("sold", records.records.getFirst().getBodyValue().asString());
    assertEquals(
        traces.spans.getLast().getTraceId(),
        records.records.getFirst().getSpanContext().getTraceId());
    await().until(Fakes::noThreads);
  }

  @Test
  void staysOpenWhenTheKernelCloses() throws IOException {
    OpenTelemetrySdk[] sdk = new OpenTelemetrySdk[1];
    Kernel kernel =
        start(pipeline -> {
          sdk[0] = sdk(pipeline);
          return sdk[0];
        });
    assertSame(sdk[0], kernel.openTelemetry());
    kernel.close();
    assertTrue(sdk[0].getTracer("theirs").spanBuilder("late").startSpan().isRecording());
    sdk[0].close();
  }

  @Test
  void handsItsLastMetricsOverWhenItIsShutDownFirst() throws IOException {
    OpenTelemetrySdk[] sdk = new OpenTelemetrySdk[1];
    try (Kernel kernel =
        start(pipeline -> {
          sdk[0] = sdk(pipeline);
          return sdk[0];
        })) {
      sdk[0].getMeter("theirs").counterBuilder("orders").build().add(1);
      sdk[0].close();
      assertTrue(kernel.flush(LIMIT));
    }
    assertTrue(metrics.names().contains("orders"), () -> "" + metrics.names());
  }

  @Test
  void isToldWhenItLacksTheMetricReaders() throws IOException {
    try (Kernel kernel = start(pipeline -> OpenTelemetry.noop())) {
      assertEquals(1, kernel.notices().size(), () -> "" + kernel.notices());
      assertTrue(kernel.notices().getFirst().contains("Pipeline.metricReaders()"));
    }
    try (Kernel kernel = start(GivenOpenTelemetryTest::sdk)) {
      assertEquals(List.of(), kernel.notices());
    }
  }

  @Test
  void failsTheStartWhenItsSetupThrowsOrGivesNothingAndLeavesNothingBehind() {
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                start(pipeline -> {
                  throw new IllegalStateException("no licence");
                }));
    assertEquals("no licence", thrown.getMessage());
    assertTrue(
        assertThrows(IllegalStateException.class, () -> start(pipeline -> null))
            .getMessage()
            .contains("returned null"));
    assertFalse(traces.closed.get());
    await().until(Fakes::noThreads);
  }
}
