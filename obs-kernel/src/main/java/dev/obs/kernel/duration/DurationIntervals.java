package dev.obs.kernel.duration;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The intervals of the series of one cell, most of which has one series. Not thread-safe.
@SuppressWarnings("ReferenceEquality") // a series is equal to itself alone
public final class DurationIntervals {
  private final boolean exponential;
  private final DurationSeries first;
  private final DurationInterval ofFirst;
  private @Nullable Map<DurationSeries, DurationInterval> others;

  DurationIntervals(DurationSeries first, boolean exponential) {
    this.exponential = exponential;
    this.first = first;
    this.ofFirst = new DurationInterval(exponential);
  }

  /// Adds a duration to a series.
  ///
  /// @param endedAt nanoseconds since 1970
  /// @param exemplar its span if it becomes an exemplar
  /// @param lacking the attributes that the point of the series lacks, if there are any
  public void add(
      DurationSeries series,
      long nanos,
      long endedAt,
      @Nullable Span exemplar,
      @Nullable Attributes lacking) {
    DurationInterval interval = series == first ? ofFirst : other(series);
    interval.add(nanos, endedAt, exemplar, lacking);
  }

  private DurationInterval other(DurationSeries series) {
    if (others == null) {
      others = new HashMap<>();
    }
    return others.computeIfAbsent(series, unused -> new DurationInterval(exponential));
  }

  void forEach(BiConsumer<DurationSeries, DurationInterval> action) {
    action.accept(first, ofFirst);
    if (others != null) {
      others.forEach(action);
    }
  }
}
