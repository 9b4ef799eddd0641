package dev.obs.kernel.incident;

import java.time.Duration;
import java.time.Instant;

/// A point in time by two clocks: one measures durations, the other is shown to people.
///
/// @param nanos as of [System#nanoTime]
record Timestamp(long nanos, Instant wall) implements Comparable<Timestamp> {

  /// By the difference, because the number may overflow.
  @Override
  public int compareTo(Timestamp other) {
    return Long.signum(nanos - other.nanos);
  }

  /// Whether at least so much time has passed since an earlier one.
  boolean isAfter(Duration time, Timestamp earlier) {
    return nanos - earlier.nanos >= time.toNanos();
  }
}
