package dev.obs.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Polls.
final class Wait {
  private static final long STEP = Duration.ofMillis(5).toNanos();

  private Wait() {}

  /// Until the condition holds.
  ///
  /// @return whether it does
  static boolean atMost(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(STEP);
    }
    return true;
  }
}
