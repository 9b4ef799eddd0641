package dev.obs.kernel.operation;

import dev.obs.kernel.duration.DurationHistogram;
import dev.obs.kernel.duration.DurationIntervals;
import dev.obs.kernel.duration.DurationSeries;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The figures of some of the operations of a name. A thread that finds it in use takes another
/// cell.
///
/// A cell is given back by a plain write to a volatile field: a call could fail on a full stack,
/// and the cell would stay in use.
final class OperationCell {
  private static final VarHandle BUSY;

  static {
    try {
      BUSY = MethodHandles.lookup().findVarHandle(OperationCell.class, "busy", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("OperationCell.busy", impossible);
    }
  }

  private final Buckets durations = new Buckets();
  private final @Nullable DurationHistogram histogram;

  /// The part of the histogram that no collection has taken.
  private @Nullable DurationIntervals intervals;

  @SuppressWarnings("UnusedVariable") // read by BUSY
  private volatile boolean busy;

  long count;
  long errors;
  long total;
  long min = Long.MAX_VALUE;
  long max;
  long memoryKnown;
  double memory;
  long cpuKnown;
  double cpu;

  /// @param histogram of the durations, if it is the kernel's own
  OperationCell(@Nullable DurationHistogram histogram) {
    this.histogram = histogram;
  }

  /// Records an operation unless the cell is in use.
  ///
  /// @param weight of the CPU percentage: the number of operations for which this one was measured
  /// @param series of the histogram, if that is the kernel's own
  /// @param exemplar the span if the duration becomes an exemplar
  /// @param lacking the attributes that the point of the series lacks, if there are any
  /// @return whether it did
  boolean record(
      OperationData ended,
      int weight,
      @Nullable DurationSeries series,
      @Nullable Span exemplar,
      @Nullable Attributes lacking) {
    if (!BUSY.compareAndSet(this, false, true)) {
      return false;
    }
    try {
      long nanos = ended.nanos();
      if (histogram != null && series != null) {
        intervals(histogram, series).add(series, nanos, ended.endedAt(), exemplar, lacking);
      }
      durations.add(nanos);
      count++;
      total += nanos;
      min = Math.min(min, nanos);
      max = Math.max(max, nanos);
      if (ended.errorType() != null) {
        errors++;
      }
      if (ended.bytes() >= 0) {
        memoryKnown++;
        memory += ended.bytes();
      }
      if (!Double.isNaN(ended.cpuPercent())) {
        cpuKnown += weight;
        cpu += weight * ended.cpuPercent();
      }
    } finally {
      busy = false;
    }
    return true;
  }

  private DurationIntervals intervals(DurationHistogram from, DurationSeries first) {
    DurationIntervals known = intervals;
    if (known == null) {
      known = from.intervals(first);
      intervals = known;
    }
    return known;
  }

  /// Hands over the part of the histogram that was recorded since the last time.
  ///
  /// @return false if the cell is in use
  boolean drain(Consumer<DurationIntervals> to) {
    if (!BUSY.compareAndSet(this, false, true)) {
      return false;
    }
    DurationIntervals taken = intervals;
    intervals = null;
    busy = false;
    if (taken != null) {
      to.accept(taken);
    }
    return true;
  }

  /// Adds what this cell has to another, which no other thread knows.
  ///
  /// @return false if the cell is in use
  boolean addTo(OperationCell sum) {
    if (!BUSY.compareAndSet(this, false, true)) {
      return false;
    }
    try {
      sum.durations.addAll(durations);
      sum.count += count;
      sum.errors += errors;
      sum.total += total;
      sum.min = Math.min(sum.min, min);
      sum.max = Math.max(sum.max, max);
      sum.memoryKnown += memoryKnown;
      sum.memory += memory;
      sum.cpuKnown += cpuKnown;
      sum.cpu += cpu;
    } finally {
      busy = false;
    }
    return true;
  }

  /// A percentile of the durations, 0 to 100, within what was seen.
  long percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * count));
    return Math.clamp(durations.at(rank), min, max);
  }
}
