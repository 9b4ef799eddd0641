package dev.obs.kernel.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Exponential backoff with jitter.
///
/// @param first the wait after the first failure
/// @param most the longest wait, unless the server asks for more
public record Backoff(Duration first, Duration most) {
  /// From half a second to half a minute.
  public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  /// A server that asks for more gets this.
  private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

  /// The wait before the next attempt: between 75 % and 125 % of its nominal length, so that many
  /// clients do not come back at once, and never less than the server asked for.
  ///
  /// @param failures how many attempts have failed so far, at least 1
  /// @param wish how long the server asks to wait, or zero
  Duration before(int failures, Duration wish) {
    long nominal = Math.min(first.toNanos() << Math.min(failures - 1, 16), most.toNanos());
    double jitter = ThreadLocalRandom.current().nextDouble();
    if (wish.isPositive()) {
      long wished = Math.min(wish.toNanos(), LONGEST_WISH.toNanos());
      return Duration.ofNanos(wished + (long) (Math.min(nominal, wished) * jitter / 2));
    }
    return Duration.ofNanos((long) (nominal * (0.75 + jitter / 2)));
  }
}
