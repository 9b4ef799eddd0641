package dev.obs.kernel.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.obs.api.Operation;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.model.OperationRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The notes of an operation whose span keeps them are those of one whose span does not: random
/// programs run on the kernel's tracer and on the SDK's, where each has its own.
@Timeout(120)
class NotesOnSpansTest {
  private static final List<String> NAMES =
      List.of("a", "b", "c", "d", "error.type", "correlation_id", "operation.memory", "e", "f");
  private static final List<SpanLimits> LIMITS =
      List.of(
          SpanLimits.getDefault(),
          SpanLimits.builder().setMaxNumberOfAttributes(4).build(),
          SpanLimits.builder().setMaxAttributeValueLength(3).build());

  private static OperationMonitor monitor(Telemetry telemetry, int notes) {
    return new OperationMonitor(
        telemetry.openTelemetry(),
        Supervisors.create().faults(),
        InstantSource.system(),
        new OperationOptions(10, notes, false));
  }

  /// The next operation closes the scopes of those that another thread ended.
  @AfterEach
  void leaveTheThreadAsItWas() {
    monitor(Telemetry.ofSdk(), 1).start("last").close();
    assertSame(Context.root(), Context.current());
  }

  @Test
  void areTheSameWhereverTheyAreKept() throws InterruptedException {
    for (int seed = 0; seed < 3_000; seed++) {
      SpanLimits limits = LIMITS.get(seed % LIMITS.size());
      // which names of a second thread are beyond the limit of the span is known at its end only
      boolean threads = limits.getMaxNumberOfAttributes() > 100;
      int notes = seed % 5 == 0 ? 3 : 128;
      Telemetry sdk = Telemetry.ofSdk(limits);
      Telemetry kernel = Telemetry.ofKernel("always_on", limits);
      OperationRecord expected = run(monitor(sdk, notes), new Random(seed), threads);
      OperationRecord actual = run(monitor(kernel, notes), new Random(seed), threads);
      String program = "seed " + seed;
      assertEquals(expected.metadata(), actual.metadata(), program);
      assertEquals(names(expected), names(actual), program);
      assertEquals(expected.errorType(), actual.errorType(), program);
      SpanData one = sdk.spans().getFirst();
      SpanData other = kernel.spans().getFirst();
      assertEquals(attributes(one), attributes(other), program);
      assertEquals(one.getStatus(), other.getStatus(), program);
      assertEquals(other.getTraceId(), actual.traceId());
    }
  }

  /// In their order, but for the one whose place the attribute of the span may have taken.
  private static List<String> names(OperationRecord record) {
    return record.metadata().keySet().stream()
        .filter(name -> !name.equals(Correlation.ATTRIBUTE))
        .toList();
  }

  private static Map<String, Object> attributes(SpanData span) {
    Map<String, Object> all = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> all.put(key.getKey(), value));
    if (span.getAttributes().get(AttributeKey.longKey("operation.memory")) != null) {
      all.put("operation.memory", "measured");
    }
    return all;
  }

  private static OperationRecord run(OperationMonitor monitor, Random random, boolean threads)
      throws InterruptedException {
    Operation operation = monitor.start("x", random.nextBoolean() ? "id-1" : null);
    int steps = random.nextInt(random.nextInt(8) == 0 ? 60 : 10);
    for (int i = 0; i < steps; i++) {
      step(operation, random, i, threads);
    }
    if (random.nextInt(5) == 0) {
      Thread.ofPlatform().start(operation::close).join();
    } else {
      operation.close();
    }
    operation.with("late", true);
    return monitor.recent().getLast();
  }

  private static void step(Operation operation, Random random, int number, boolean threads)
      throws InterruptedException {
    String name = random.nextInt(4) == 0 ? "n" + number : NAMES.get(random.nextInt(NAMES.size()));
    String text = "v".repeat(random.nextInt(20) == 0 ? 5_000 : random.nextInt(6)) + number;
    switch (random.nextInt(threads ? 24 : 22)) {
      case 0 -> operation.fail(new IllegalStateException("" + number));
      case 1, 2, 3 -> operation.span().setAttribute(name, text);
      case 22 -> Thread.ofPlatform().start(() -> operation.with(name, text)).join();
      case 23 -> Thread.ofPlatform().start(() -> operation.span().setAttribute(name, text)).join();
      case 6 -> {
        if (random.nextInt(4) == 0) {
          operation.span().end();
        }
      }
      case 7, 8, 9 -> operation.with(name, number);
      case 10 -> operation.with(name, number % 2 == 0);
      case 11 -> operation.with(name, number / 2.0);
      default -> operation.with(name, text);
    }
  }
}
