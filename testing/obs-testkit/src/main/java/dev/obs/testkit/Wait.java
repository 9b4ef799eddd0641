package dev.obs.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Polling of conditions.
final class Wait {
  private static final long STEP = Duration.ofMillis(5).toNanos();

  private Wait() {}

  /// Waits until the condition holds.
  ///
  /// @return whether the condition holds
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
