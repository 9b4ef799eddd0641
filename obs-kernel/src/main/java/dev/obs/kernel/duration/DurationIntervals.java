package dev.obs.kernel.duration;

import java.util.IdentityHashMap;
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

  DurationInterval of(DurationSeries series) {
    return series == first ? ofFirst : other(series);
  }

  private DurationInterval other(DurationSeries series) {
    if (others == null) {
      others = new IdentityHashMap<>();
    }
    return others.computeIfAbsent(series, _ -> new DurationInterval(exponential));
  }

  void forEach(BiConsumer<DurationSeries, DurationInterval> action) {
    action.accept(first, ofFirst);
    if (others != null) {
      others.forEach(action);
    }
  }
}
