package dev.obs.kernel.duration;

import io.opentelemetry.api.common.Attributes;

/// One series of the histogram. Immutable; a series is equal to itself alone.
public final class DurationSeries {
  private final Attributes attributes;
  private final long startedAt;
  private final boolean overflow;

  /// @param startedAt when it had its first duration, nanoseconds since 1970
  /// @param overflow whether it is the one of the durations beyond the limit of series
  DurationSeries(Attributes attributes, long startedAt, boolean overflow) {
    this.attributes = attributes;
    this.startedAt = startedAt;
    this.overflow = overflow;
  }

  /// The attributes of its points.
  public Attributes attributes() {
    return attributes;
  }

  /// Whether it has the durations beyond the limit of series.
  public boolean overflow() {
    return overflow;
  }

  long startedAt() {
    return startedAt;
  }
}
