package dev.obs.kernel.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Operation;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.model.OperationRecord;
import dev.obs.model.OperationSummary;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperationMonitorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456789Z");

  @RegisterExtension final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  private OperationMonitor monitor(int limit) {
    return new OperationMonitor(
        telemetry.getOpenTelemetry(),
        Supervisors.create().faults(),
        InstantSource.fixed(NOW),
        new OperationOptions(limit, 128, true));
  }

  @Test
  void givesASpanThatIsCurrentWhileItRunsAndARecord() {
    OperationMonitor monitor = monitor(10);
    try (Operation operation = monitor.start("route_discovery", "job-7")) {
      assertSame(operation.span(), Span.current());
      operation.with("app_file", "a.jar").with("routes", 3).with("ratio", 0.5).with("ok", true);
      operation.with("nothing", (String) null);
    }
    assertFalse(Span.current().getSpanContext().isValid());
    SpanData span = telemetry.getSpans().getFirst();
    assertEquals("route_discovery", span.getName());
    assertEquals("a.jar", span.getAttributes().get(AttributeKey.stringKey("app_file")));
    assertEquals("job-7", span.getAttributes().get(AttributeKey.stringKey("correlation_id")));
    OperationRecord record = monitor.recent().getFirst();
    Duration since = Duration.between(NOW, record.timestamp()); // by the monotonic clock
    assertTrue(since.abs().toSeconds() < 60, () -> "since " + since);
    assertEquals("job-7", record.correlationId().orElseThrow());
    assertEquals(span.getTraceId(), record.traceId());
    assertEquals(
        Map.of("app_file", "a.jar", "routes", 3L, "ratio", 0.5, "ok", true), record.metadata());
    assertTrue(record.memory().orElseThrow() > 0);
    double cpu = record.cpu().orElseThrow();
    assertTrue(cpu >= 0 && cpu <= 100, () -> "cpu " + cpu);
  }

  @Test
  void measuresWhatTheThreadAllocates() {
    OperationMonitor monitor = monitor(10);
    byte[] kept;
    try (Operation operation = monitor.start("allocate")) {
      kept = new byte[5_000_000];
      operation.with("size", kept.length);
    }
    long bytes = monitor.recent().getFirst().memory().orElseThrow();
    assertTrue(bytes >= kept.length && bytes < 2L * kept.length, () -> bytes + " bytes");
  }

  @Test
  void passesTheCorrelationIdOnToOperationsWithin() {
    OperationMonitor monitor = monitor(10);
    try (Operation _ = monitor.start("outer", "id-1");
        Operation _ = monitor.start("inner")) {
      assertEquals("id-1", Correlation.of(Context.current()));
    }
    assertNull(Correlation.of(Context.current()));
    assertEquals(
        List.of(Optional.of("id-1"), Optional.of("id-1")),
        monitor.recent().stream().map(OperationRecord::correlationId).toList());
    List<SpanData> spans = telemetry.getSpans();
    assertEquals(spans.get(1).getSpanId(), spans.get(0).getParentSpanId());
  }

  @Test
  void marksAFailureAndThrowsItOnUnchanged() {
    OperationMonitor monitor = monitor(10);
    IOException failure = new IOException("broken");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                monitor.run(
                    "read",
                    () -> {
                      throw failure;
                    }));
    assertSame(failure, thrown);
    SpanData span = telemetry.getSpans().getFirst();
    assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
    assertEquals("exception", span.getEvents().getFirst().getName());
    assertEquals("java.io.IOException", monitor.recent().getFirst().errorType().orElseThrow());
    OperationSummary summary = monitor.summary().get("read");
    assertEquals(1, summary.count());
    assertEquals(1, summary.errors());
    HistogramPointData point = histogram("read");
    assertEquals(
        "java.io.IOException", point.getAttributes().get(AttributeKey.stringKey("error.type")));
  }

  @Test
  void recordsTheDurationInSecondsWithTheSpanAsExemplar() {
    OperationMonitor monitor = monitor(10);
    monitor.run("quick", () -> {});
    HistogramPointData point = histogram("quick");
    double seconds = monitor.recent().getFirst().duration().toNanos() / 1e9;
    assertEquals(seconds, point.getSum(), 1e-12);
    assertEquals(
        telemetry.getSpans().getFirst().getTraceId(),
        point.getExemplars().getFirst().getSpanContext().getTraceId());
  }

  @Test
  void countsOnceHoweverOftenItIsClosed() {
    OperationMonitor monitor = monitor(10);
    Operation operation = monitor.start("once");
    operation.close();
    operation.close();
    assertEquals(1, monitor.summary().get("once").count());
    assertEquals(1, telemetry.getSpans().size());
  }

  @Test
  void knowsNeitherMemoryNorCpuOnVirtualThreadsOrAcrossThreads() throws InterruptedException {
    OperationMonitor monitor = monitor(10);
    Thread.ofVirtual().start(() -> monitor.run("virtual", () -> {})).join();
    CountDownLatch started = new CountDownLatch(1);
    Operation[] handed = new Operation[1];
    Thread starter =
        Thread.ofPlatform()
            .start(() -> {
              handed[0] = monitor.start("handed over");
              started.countDown();
            });
    started.await();
    starter.join();
    handed[0].close();
    for (OperationRecord record : monitor.recent()) {
      assertTrue(record.memory().isEmpty(), record::toString);
      assertTrue(record.cpu().isEmpty(), record::toString);
    }
    assertTrue(monitor.summary().get("virtual").memory().isEmpty());
    assertEquals(2, monitor.summary().size());
  }

  @Test
  void tellsApartOnlySoManyNames() {
    OperationMonitor monitor = monitor(3);
    for (int i = 0; i < 10; i++) {
      monitor.run("name-" + i, () -> {});
      monitor.run("name-0", () -> {});
    }
    assertEquals(4, monitor.summary().size());
    assertEquals(7, monitor.summary().get("_other").count());
    assertEquals(11, monitor.summary().get("name-0").count());
  }

  @Test
  void summarisesWithinOnePercent() {
    OperationStats stats = new OperationStats("x", null);
    for (int i = 1; i <= 10_000; i++) {
      Runs.record(stats, i * 100_000L, i % 100 == 0, i, Double.NaN, 1);
    }
    OperationSummary summary = stats.summary();
    assertEquals(10_000, summary.count());
    assertEquals(100, summary.errors());
    assertEquals(Duration.ofNanos(100_000), summary.min());
    assertEquals(Duration.ofSeconds(1), summary.max());
    assertEquals(Duration.ofNanos(500_050_000), summary.avg());
    assertEquals(500, summary.p50().toMillis(), 5);
    assertEquals(950, summary.p95().toMillis(), 9.5);
    assertEquals(990, summary.p99().toMillis(), 9.9);
    assertEquals(OptionalDouble.of(5000.5), summary.memory());
    assertTrue(summary.cpu().isEmpty());
  }

  @Test
  void keepsOnlyTheLastRecords() {
    OperationMonitor monitor = monitor(10);
    for (int i = 0; i < 300; i++) {
      try (Operation operation = monitor.start("n")) {
        operation.with("i", i);
      }
    }
    assertEquals(128, monitor.recent().size());
    assertEquals(299L, monitor.recent().getLast().metadata().get("i"));
  }

  private HistogramPointData histogram(String operation) {
    return telemetry.getMetrics().stream()
        .filter(metric -> metric.getName().equals("operation.duration"))
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .filter(point ->
            operation.equals(point.getAttributes().get(AttributeKey.stringKey("operation"))))
        .findFirst()
        .orElseThrow();
  }
}
