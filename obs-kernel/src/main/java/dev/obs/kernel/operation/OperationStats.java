package dev.obs.kernel.operation;

import dev.obs.model.OperationSummary;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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

  private static final OperationSummary NONE =
      new OperationSummary(
          0,
          0,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          OptionalDouble.empty(),
          OptionalDouble.empty());

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

  void record(long nanos, boolean failed, OptionalLong bytes, OptionalDouble cpuPercent) {
    total.add(nanos);
    min.accumulate(nanos);
    max.accumulate(nanos);
    if (failed) {
      errors.increment();
    }
    if (bytes.isPresent()) {
      memoryKnown.increment();
      memory.add(bytes.getAsLong());
    }
    if (cpuPercent.isPresent()) {
      cpuKnown.increment();
      cpu.add(cpuPercent.getAsDouble());
    }
    durations.recordValue(nanos);
  }

  OperationSummary summary() {
    Histogram seen = durations.copy();
    long count = seen.getTotalCount();
    if (count == 0) {
      return NONE;
    }
    return new OperationSummary(
        count,
        errors.sum(),
        Duration.ofNanos(total.sum() / count),
        Duration.ofNanos(min.get()),
        Duration.ofNanos(max.get()),
        percentile(seen, 50),
        percentile(seen, 95),
        percentile(seen, 99),
        mean((double) memory.sum(), memoryKnown.sum()),
        mean(cpu.sum(), cpuKnown.sum()));
  }

  /// A histogram answers with the upper end of a bucket; no percentile lies outside what was seen.
  private Duration percentile(Histogram seen, double percent) {
    return Duration.ofNanos(Math.clamp(seen.getValueAtPercentile(percent), min.get(), max.get()));
  }

  private static OptionalDouble mean(double sum, long count) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
