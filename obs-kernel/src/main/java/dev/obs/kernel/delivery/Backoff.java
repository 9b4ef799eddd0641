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

  /// The longest delay that a server can request.
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(5);

  /// The wait before the next attempt: between 75 % and 125 % of its nominal length, so that many
  /// clients do not come back at once, and never less than the server asked for.
  ///
  /// @param failures how many attempts have failed so far, at least 1
  /// @param requested the delay that the server requests, or zero
  Duration before(int failures, Duration requested) {
    long nominal = Math.min(first.toNanos() << Math.min(failures - 1, 16), most.toNanos());
    double jitter = ThreadLocalRandom.current().nextDouble();
    if (requested.isPositive()) {
      long asked = Math.min(requested.toNanos(), LONGEST_REQUEST.toNanos());
      return Duration.ofNanos(asked + (long) (Math.min(nominal, asked) * jitter / 2));
    }
    return Duration.ofNanos((long) (nominal * (0.75 + jitter / 2)));
  }
}
