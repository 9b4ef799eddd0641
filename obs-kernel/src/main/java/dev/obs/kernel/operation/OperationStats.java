package dev.obs.kernel.operation;

import dev.obs.api.OperationSummary;
import io.opentelemetry.api.common.Attributes;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// The running figures of one operation name. Thread-safe; of a fixed size however many operations
/// run: the histogram holds nanoseconds from 1 microsecond up with two significant digits, some 25
/// KB when durations range up to an hour.
final class OperationStats {
  private static final long FINEST = 1_000;
  private static final double MILLI = 1e6;

  private final Attributes attributes;
  private final ConcurrentHistogram durations = new ConcurrentHistogram(FINEST, 2 * FINEST, 2);
  private final LongAdder errors = new LongAdder();
  private final LongAdder total = new LongAdder();
  private final LongAccumulator min = new LongAccumulator(Math::min, Long.MAX_VALUE);
  private final LongAccumulator max = new LongAccumulator(Math::max, 0);
  private final LongAdder memoryKnown = new LongAdder();
  private final LongAdder memory = new LongAdder();
  private final LongAdder cpuKnown = new LongAdder();
  private final DoubleAdder cpu = new DoubleAdder();

  OperationStats(String name) {
    attributes = Attributes.of(OperationMetrics.OPERATION, name);
    durations.setAutoResize(true);
  }

  /// The histogram's attributes of an operation that did not fail.
  Attributes attributes() {
    return attributes;
  }

  void record(long nanos, boolean failed, long bytes, double cpuPercent) {
    total.add(nanos);
    min.accumulate(nanos);
    max.accumulate(nanos);
    if (failed) {
      errors.increment();
    }
    if (bytes >= 0) {
      memoryKnown.increment();
      memory.add(bytes);
    }
    if (!Double.isNaN(cpuPercent)) {
      cpuKnown.increment();
      cpu.add(cpuPercent);
    }
    durations.recordValue(nanos);
  }

  OperationSummary summary() {
    Histogram seen = durations.copy();
    long count = seen.getTotalCount();
    if (count == 0) {
      return new OperationSummary(0, 0, 0, 0, 0, 0, 0, 0, Double.NaN, Double.NaN);
    }
    return new OperationSummary(
        count,
        errors.sum(),
        total.sum() / MILLI / count,
        min.get() / MILLI,
        max.get() / MILLI,
        percentile(seen, 50),
        percentile(seen, 95),
        percentile(seen, 99),
        mean((double) memory.sum(), memoryKnown.sum()),
        mean(cpu.sum(), cpuKnown.sum()));
  }

  /// A histogram answers with the upper end of a bucket; no percentile lies outside what was seen.
  private double percentile(Histogram seen, double percent) {
    return Math.clamp(seen.getValueAtPercentile(percent), min.get(), max.get()) / MILLI;
  }

  private static double mean(double sum, long count) {
    return count == 0 ? Double.NaN : sum / count;
  }
}
