package dev.obs.kernel.supervision;

import dev.obs.model.SafeText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Replaces bad arguments where the API takes them, because no argument makes it throw.
public final class Arguments {
  private static final int LONGEST_NAME = 256;
  private static final Duration LONGEST_WAIT = Duration.ofNanos(Long.MAX_VALUE / 2);

  private Arguments() {}

  /// A name of 1 to 256 characters; `unnamed` for null and blank ones.
  public static String name(@Nullable String given) {
    return given == null || given.isBlank() ? "unnamed" : SafeText.shorten(given, LONGEST_NAME);
  }

  /// The nanoseconds of a wait, at most half the range of [System#nanoTime], so that a deadline can
  /// be calculated; 0 for null and negative ones.
  public static long nanos(@Nullable Duration wait) {
    if (wait == null || wait.isNegative()) {
      return 0;
    }
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait.toNanos() : LONGEST_WAIT.toNanos();
  }
}
