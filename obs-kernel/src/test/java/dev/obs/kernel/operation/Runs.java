package dev.obs.kernel.operation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Operations that have ended, by their figures alone.
final class Runs {
  private static final AtomicLong ENDS = new AtomicLong();

  private Runs() {}

  /// Records an operation that has no exemplar.
  static void record(
      OperationStats stats, long nanos, boolean failed, long bytes, double cpu, int weight) {
    stats.record(ended(nanos, failed ? "E" : null, bytes, cpu), weight, null);
  }

  /// Records an operation of which only the duration counts.
  static void record(OperationStats stats, long nanos, @Nullable String error, Span exemplar) {
    stats.record(ended(nanos, error, -1, Double.NaN), 1, exemplar);
  }

  private static EndedOperation ended(long nanos, @Nullable String error, long bytes, double cpu) {
    return new EndedOperation(
        "x",
        ENDS.incrementAndGet() - nanos,
        nanos,
        bytes,
        cpu,
        null,
        error,
        SpanContext.getInvalid(),
        new Notes(0),
        0);
  }
}
