package dev.obs.kernel.operation;

import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.supervision.Supervisors;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Operations that have ended, by their figures alone.
final class Runs {
  private static final AtomicLong ENDS = new AtomicLong();
  private static final FaultLog FAULTS = Supervisors.create().faults();

  private Runs() {}

  /// Records an operation that has no exemplar.
  static void record(
      OperationStats stats, long nanos, boolean failed, long bytes, double cpu, int weight) {
    stats.record(ended(nanos, failed ? "E" : null, bytes, cpu), weight, null);
  }

  /// Records an operation of which only the duration counts.
  static void record(
      OperationStats stats, long nanos, @Nullable String error, @Nullable Span exemplar) {
    stats.record(ended(nanos, error, -1, Double.NaN), 1, exemplar);
  }

  private static OperationData ended(long nanos, @Nullable String error, long bytes, double cpu) {
    OperationData data = new OperationData("x", null);
    if (error != null) {
      data.fail(error);
    }
    data.figures(nanos, bytes, cpu);
    data.complete(
        ENDS.incrementAndGet() - nanos, Span.getInvalid(), new ForeignCalls(FAULTS), null);
    return data;
  }
}
