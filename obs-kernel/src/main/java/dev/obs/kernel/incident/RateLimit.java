package dev.obs.kernel.incident;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// So many in any minute. Not thread-safe.
final class RateLimit {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final int most;
  private final Deque<Timestamp> taken = new ArrayDeque<>();

  RateLimit(int most) {
    this.most = most;
  }

  /// How many more there may be now.
  int left(Timestamp now) {
    while (!taken.isEmpty() && now.isAfter(PERIOD, taken.getFirst())) {
      taken.removeFirst();
    }
    return most - taken.size();
  }

  /// How many more there may be of those that must not use up what others may need: half as many,
  /// one at the least.
  int leftForOthers(Timestamp now) {
    return left(now) - most + Math.max(1, most / 2);
  }

  /// Counts one.
  void take(Timestamp now) {
    taken.addLast(now);
  }
}
