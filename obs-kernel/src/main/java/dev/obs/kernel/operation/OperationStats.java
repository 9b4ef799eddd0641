package dev.obs.kernel.operation;

import dev.obs.kernel.duration.DurationHistogram;
import dev.obs.kernel.duration.DurationIntervals;
import dev.obs.kernel.duration.DurationSeries;
import dev.obs.model.OperationSummary;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The running figures of one operation name. Thread-safe; of a fixed size however many operations
/// run. There is one cell until two threads want it at once, and more then.
@SuppressWarnings("ThreadPriorityCheck") // a cell is in use for some nanoseconds
final class OperationStats {
  private static final int MOST_CELLS =
      Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 4;

  /// An operation that takes longer is worth the time that it takes to read its CPU time.
  private static final long LONG = 100_000;

  /// One of so many short operations has its CPU time read.
  private static final int SHORT_SHARE = 16;

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
  private final @Nullable DurationHistogram histogram;

  /// By error type; a failure beyond the limit of series has none of its own.
  private final Map<String, DurationSeries> failed = new ConcurrentHashMap<>();

  private volatile @Nullable DurationSeries succeeded;
  private volatile OperationCell[] cells;
  private long typical = -1; // a guess, so any thread may write it

  /// @param histogram of the durations, if it is the kernel's own
  OperationStats(String name, @Nullable DurationHistogram histogram) {
    this.attributes = Attributes.of(OperationMetrics.OPERATION, name);
    this.histogram = histogram;
    this.cells = new OperationCell[] {new OperationCell(histogram)};
  }

  /// The histogram's attributes of an operation that did not fail.
  Attributes attributes() {
    return attributes;
  }

  /// Decides whether the CPU time of the next operation is measured.
  ///
  /// @return for how many operations it stands then; 0 if it is not measured
  int cpuWeight() {
    long usual = typical;
    if (usual < 0 || usual > LONG) {
      return 1;
    }
    return ThreadLocalRandom.current().nextInt(SHORT_SHARE) == 0 ? SHORT_SHARE : 0;
  }

  /// @param weight what [#cpuWeight] answered
  /// @param exemplar the span if the duration may become an exemplar
  void record(OperationData ended, int weight, @Nullable Span exemplar) {
    long nanos = ended.nanos();
    long usual = typical;
    typical = usual < 0 ? nanos : usual + (nanos - usual) / 8;
    DurationSeries series = histogram == null ? null : series(histogram, ended.errorType());
    Attributes lacking =
        series != null && series.overflow() && exemplar != null
            ? OperationMetrics.attributes(attributes, ended.errorType())
            : null;
    while (true) {
      OperationCell[] all = cells;
      int first = (int) Thread.currentThread().threadId();
      for (int i = 0; i < all.length; i++) {
        OperationCell cell = all[first + i & all.length - 1];
        if (cell.record(ended, weight, series, exemplar, lacking)) {
          return;
        }
      }
      if (all.length < MOST_CELLS) {
        grow(all);
      } else {
        Thread.yield();
      }
    }
  }

  private DurationSeries series(DurationHistogram from, @Nullable String errorType) {
    DurationSeries known = errorType == null ? succeeded : failed.get(errorType);
    return known == null ? newSeries(from, errorType) : known;
  }

  private synchronized DurationSeries newSeries(
      DurationHistogram from, @Nullable String errorType) {
    DurationSeries known = errorType == null ? succeeded : failed.get(errorType);
    if (known != null) {
      return known;
    }
    DurationSeries made = from.series(OperationMetrics.attributes(attributes, errorType));
    if (errorType == null) {
      succeeded = made;
    } else if (!made.overflow()) {
      failed.put(errorType, made);
    }
    return made;
  }

  /// Hands over what the histogram's collections have not taken yet.
  void drain(Consumer<DurationIntervals> to) {
    for (OperationCell cell : cells) {
      while (!cell.drain(to)) {
        Thread.yield();
      }
    }
  }

  private synchronized void grow(OperationCell[] known) {
    if (cells.length == known.length) {
      OperationCell[] more = Arrays.copyOf(known, 2 * known.length);
      for (int i = known.length; i < more.length; i++) {
        more[i] = new OperationCell(histogram);
      }
      cells = more;
    }
  }

  OperationSummary summary() {
    OperationCell sum = new OperationCell(null);
    for (OperationCell cell : cells) {
      while (!cell.addTo(sum)) {
        Thread.yield();
      }
    }
    if (sum.count == 0) {
      return NONE;
    }
    return new OperationSummary(
        sum.count,
        sum.errors,
        Duration.ofNanos(sum.total / sum.count),
        Duration.ofNanos(sum.min),
        Duration.ofNanos(sum.max),
        Duration.ofNanos(sum.percentile(50)),
        Duration.ofNanos(sum.percentile(95)),
        Duration.ofNanos(sum.percentile(99)),
        mean(sum.memory, sum.memoryKnown),
        mean(sum.cpu, sum.cpuKnown));
  }

  private static OptionalDouble mean(double sum, long count) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
