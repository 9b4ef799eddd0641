package dev.obs.kernel.trace;

import java.time.Instant;
import java.time.InstantSource;

/// The wall clock by the monotonic one: the distance between the two, measured anew when it is
/// older than 100 ms. So a time costs one read of the monotonic clock, and a wall clock that is set
/// is followed at once, but not within one span. Thread-safe.
public final class EpochClock {
  private static final long MAX_AGE = 100_000_000;

  private final InstantSource wall;
  private Anchor anchor; // any thread may replace it, and all are right

  /// @param wall the wall clock
  public EpochClock(InstantSource wall) {
    this.wall = wall;
    anchor = anchor();
  }

  /// Returns what to add to a value of [System#nanoTime] to get nanoseconds since 1970.
  ///
  /// @param now [System#nanoTime]
  public long offset(long now) {
    Anchor known = anchor;
    if (now - known.measuredAt > MAX_AGE) {
      known = anchor();
      anchor = known;
    }
    return known.offset;
  }

  private Anchor anchor() {
    Instant instant = wall.instant();
    long now = System.nanoTime();
    return new Anchor(now, instant.getEpochSecond() * 1_000_000_000 + instant.getNano() - now);
  }

  private record Anchor(long measuredAt, long offset) {}
}
