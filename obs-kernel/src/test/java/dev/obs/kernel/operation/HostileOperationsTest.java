package dev.obs.kernel.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Operation;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.model.OperationRecord;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Operations whose failures, arguments or OpenTelemetry misbehave.
class HostileOperationsTest {
  @RegisterExtension final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  private OperationMonitor monitor(OpenTelemetry with) {
    return new OperationMonitor(
        with,
        Supervisors.create().faults(),
        InstantSource.system(),
        new OperationOptions(10, 128, true));
  }

  private OperationMonitor monitor() {
    return monitor(telemetry.getOpenTelemetry());
  }

  private static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new AssertionError("no message");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }
  }

  @Test
  void anExceptionWhoseMethodsThrowIsThrownOnAndRecorded() {
    OperationMonitor monitor = monitor();
    Bad bad = new Bad();
    Runnable work =
        () -> {
          throw bad;
        };
    Callable<Integer> call =
        () -> {
          throw bad;
        };
    assertSame(bad, assertThrows(Bad.class, () -> monitor.run("x", work)));
    assertSame(bad, assertThrows(Bad.class, () -> monitor.run("x", call)));
    assertEquals(0, bad.getSuppressed().length);
    assertEquals(2, monitor.summary().get("x").errors());
    Attributes event = telemetry.getSpans().getFirst().getEvents().getFirst().getAttributes();
    assertTrue(event.toString().contains("exception.stacktrace"));
  }

  @Test
  void aLongChainOfCausesAndAFullStackAreThrownOn() {
    Throwable chain = new Exception("0");
    for (int i = 1; i < 20_000; i++) {
      chain = new Exception("" + i, chain);
    }
    Exception last = (Exception) chain;
    OperationMonitor monitor = monitor();
    assertSame(
        last,
        assertThrows(
            Exception.class,
            () ->
                monitor.run(
                    "chain",
                    () -> {
                      throw last;
                    })));
    assertThrows(StackOverflowError.class, () -> recurse(monitor));
    monitor.run("after", () -> {});
    assertEquals(1, monitor.summary().get("after").count());
  }

  private static void recurse(OperationMonitor monitor) {
    monitor.run("deep", () -> recurse(monitor));
  }

  @Test
  void anExceptionIsTheEventThatTheSdkMakesOfIt() {
    for (Throwable failure :
        List.of(
            new IOException("disk full", new IllegalStateException("cause")),
            new RuntimeException(),
            new Exception("outer", new Error()))) {
      failure.addSuppressed(new Exception("suppressed"));
      telemetry.clearSpans();
      Span span = telemetry.getOpenTelemetry().getTracer("oracle").spanBuilder("x").startSpan();
      span.recordException(failure);
      span.end();
      monitor().start("x").fail(failure).close();
      List<SpanData> spans = telemetry.getSpans();
      assertEquals(
          spans.get(0).getEvents().getFirst().getAttributes().asMap(),
          spans.get(1).getEvents().getFirst().getAttributes().asMap());
      assertEquals(
          spans.get(0).getEvents().getFirst().getName(),
          spans.get(1).getEvents().getFirst().getName());
    }
  }

  @Test
  void badArgumentsAreReplaced() throws Exception {
    OperationMonitor monitor = monitor();
    String huge = "x".repeat(1 << 20);
    monitor.start(null).close();
    monitor.start(" ", "").close();
    monitor
        .start(huge, huge)
        .with(null, 1)
        .with("", true)
        .with(huge, huge)
        .with("number", Double.NaN)
        .fail(null)
        .close();
    monitor.run(null, (Runnable) null);
    assertNull(monitor.<Integer>run(null, null, null));
    assertEquals(4, monitor.summary().get("unnamed").count());
    OperationRecord record = monitor.recent().get(2);
    assertEquals(256, record.operation().length());
    assertEquals(256, record.correlationId().orElseThrow().length());
    assertEquals("_OTHER", record.errorType().orElseThrow());
    assertEquals(true, record.metadata().get("unnamed"));
    assertTrue(record.metadata().keySet().stream().allMatch(key -> key.length() <= 256));
    assertEquals(5, telemetry.getSpans().size());
  }

  @Test
  void notesAreLimitedInNumberAndSizeAndTheRestIsCounted() {
    OperationMonitor monitor = monitor();
    for (int i = 0; i < 40; i++) {
      try (Operation operation = monitor.start("noted")) {
        for (int n = 0; n < 1_000; n++) {
          operation.with("key" + n, "y".repeat(10_000));
        }
      }
    }
    try (Operation operation = monitor.start("many")) {
      for (int n = 0; n < 1_000; n++) {
        operation.with("key" + n, n);
      }
      operation.with("key0", 42);
    }
    OperationRecord many = monitor.recent().getLast();
    assertEquals(128, many.metadata().size());
    assertEquals(42L, many.metadata().get("key0"));
    long size =
        monitor.recent().stream()
            .flatMap(record -> record.metadata().values().stream())
            .mapToLong(value -> value instanceof String text ? 2L * text.length() : 0)
            .sum();
    assertTrue(size <= 1 << 20, () -> size + " bytes");
    long dropped =
        telemetry.getMetrics().stream()
            .filter(metric -> metric.getName().equals("obs.operation.dropped_notes"))
            .mapToLong(metric -> metric.getLongSumData().getPoints().iterator().next().getValue())
            .sum();
    assertTrue(dropped >= 872 + 40 * 872, () -> dropped + " dropped");
  }

  @Test
  void aNoteAfterTheEndIsNotKept() {
    OperationMonitor monitor = monitor();
    Operation operation = monitor.start("ended").with("before", 1);
    operation.close();
    operation.with("after", 2).fail(new Bad()).close();
    assertEquals(1, monitor.recent().getFirst().metadata().size());
    assertEquals(1, monitor.summary().get("ended").count());
  }

  /// An OpenTelemetry each of whose objects throws from the n-th level on.
  private static <T> T hostile(Class<T> type, int level, boolean answersNull) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (level == 0 || !method.getReturnType().isInterface()) {
                if (answersNull && !method.getReturnType().isPrimitive()) {
                  return null;
                }
                throw new NoClassDefFoundError("gone");
              }
              return hostile(method.getReturnType(), level - 1, answersNull);
            }));
  }

  @Test
  void operationsCountWhateverOpenTelemetryDoes() {
    for (int level = 0; level < 8; level++) {
      for (boolean answersNull : new boolean[] {true, false}) {
        OperationMonitor monitor = monitor(hostile(OpenTelemetry.class, level, answersNull));
        IllegalStateException own = new IllegalStateException("own");
        assertSame(
            own,
            assertThrows(
                IllegalStateException.class,
                () ->
                    monitor.run(
                        "x",
                        () -> {
                          throw own;
                        })));
        monitor.start("x").with("a", 1).with("b", "c").close();
        assertEquals(2, monitor.summary().get("x").count());
        assertEquals(1, monitor.summary().get("x").errors());
        assertEquals(2, monitor.recent().size());
      }
    }
  }
}
