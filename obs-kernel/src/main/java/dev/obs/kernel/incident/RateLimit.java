package dev.obs.kernel.incident;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// A limit for any minute. Not thread-safe.
final class RateLimit {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final int most;
  private final Deque<Timestamp> taken = new ArrayDeque<>();

  RateLimit(int most) {
    this.most = most;
  }

  /// The number that may be taken now.
  int left(Timestamp now) {
    while (!taken.isEmpty() && now.isAfter(PERIOD, taken.getFirst())) {
      taken.removeFirst();
    }
    return most - taken.size();
  }

  /// The number that less urgent ones may take now: half of the limit, at least one, is theirs.
  int leftForOthers(Timestamp now) {
    return left(now) - most + Math.max(1, most / 2);
  }

  /// Counts one.
  void take(Timestamp now) {
    taken.addLast(now);
  }
}
