package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.spi.ExportResult;
import dev.obs.testkit.InMemoryLogSink;
import dev.obs.testkit.InMemoryMetricSink;
import dev.obs.testkit.InMemoryTraceSink;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The test kit's sinks in a runtime, as the documentation has tests of applications use them.
class InMemorySinksTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final InMemoryTraceSink traces = new InMemoryTraceSink();
  private final InMemoryMetricSink metrics = new InMemoryMetricSink();
  private final InMemoryLogSink logs = new InMemoryLogSink();
  private final Obs obs =
      Obs.builder()
          .with(traces)
          .with(metrics)
          .with(logs)
          .set("telemetry.tracing.exporters", "in-memory")
          .set("telemetry.tracing.schedule_delay", "1h")
          .set("telemetry.metrics.exporters", "in-memory")
          .set("telemetry.metrics.collection_interval", "1h")
          .set("telemetry.logging.exporters", "in-memory")
          .set("telemetry.logging.schedule_delay", "10ms")
          .global(false)
          .start();

  @AfterEach
  void close() {
    obs.close();
  }

  @Test
  void flushBringsSpansMetricsAndLogsAtOnce() {
    sell("order");
    assertTrue(obs.flush(LIMIT));
    SpanData order = traces.await(1, Duration.ZERO).getFirst();
    LogRecordData line = logs.await(1, Duration.ZERO).getFirst();
    assertEquals("order", order.getName());
    assertEquals("sold", line.getBodyValue().asString());
    assertEquals(order.getSpanContext(), line.getSpanContext());
    MetricData sales =
        metrics.await(1, Duration.ZERO).stream()
            .filter(metric -> metric.getName().equals("sales"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, sales.getLongSumData().getPoints().iterator().next().getValue());
  }

  @Test
  void awaitWaitsForWhatOtherThreadsMake() throws InterruptedException {
    Thread other = Thread.ofVirtual().start(() -> sell("order"));
    assertEquals("sold", logs.await(1, LIMIT).getFirst().getBodyValue().asString());
    other.join();
  }

  @Test
  void resetForgetsWhatCameBefore() {
    sell("first");
    assertTrue(obs.flush(LIMIT));
    traces.reset();
    sell("second");
    assertTrue(obs.flush(LIMIT));
    assertEquals(List.of("second"), traces.spans().stream().map(SpanData::getName).toList());
  }

  @Test
  void aRejectedBatchIsCountedAndNotKept() {
    traces.answer(new ExportResult.Rejected("http 400"));
    sell("order");
    obs.flush(LIMIT);
    assertEquals(List.of(), traces.spans());
    assertTrue(
        obs.view().lanes().stream().anyMatch(lane -> lane.dropped().equals(Map.of("http 400", 1L))),
        () -> "" + obs.view().lanes());
  }

  private void sell(String name) {
    obs.operations()
        .run(
            name,
            () -> {
              obs.openTelemetry().getMeter("shop").counterBuilder("sales").build().add(1);
              obs.openTelemetry()
                  .getLogsBridge()
                  .get("shop")
                  .logRecordBuilder()
                  .setBody("sold")
                  .emit();
            });
  }
}
