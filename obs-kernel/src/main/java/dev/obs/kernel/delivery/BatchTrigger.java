package dev.obs.kernel.delivery;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Wakes a worker when there is enough for a batch, when the time is over, or when it is hurried. A
/// thread that brings work pays one volatile read while the worker is awake or has too little.
final class BatchTrigger {
  private static final long AWAKE = Long.MAX_VALUE;

  private final LongSupplier available;
  private final BooleanSupplier hurried;
  private volatile long wanted = AWAKE;
  private volatile Thread worker = Thread.currentThread();

  /// @param available the amount of work; called by any thread
  /// @param hurried whether the worker must not wait
  BatchTrigger(LongSupplier available, BooleanSupplier hurried) {
    this.available = available;
    this.hurried = hurried;
  }

  /// Waits. The worker's thread only.
  ///
  /// @param nanos how long at most
  /// @param enough how much to wait for
  void await(long nanos, long enough) {
    worker = Thread.currentThread();
    long end = System.nanoTime() + nanos;
    while (waiting(enough)) {
      long left = nanos == Long.MAX_VALUE ? nanos : end - System.nanoTime();
      if (left <= 0) {
        return;
      }
      wanted = enough;
      if (waiting(enough)) {
        LockSupport.parkNanos(this, left);
        Thread.interrupted(); // an interrupt that came too late for the export it was meant for
      }
      wanted = AWAKE;
    }
  }

  private boolean waiting(long enough) {
    return !hurried.getAsBoolean() && available.getAsLong() < enough;
  }

  /// Work has arrived. Any thread.
  void arrived() {
    long enough = wanted;
    if (enough != AWAKE && available.getAsLong() >= enough) {
      LockSupport.unpark(worker);
    }
  }

  /// The result of `hurried` may have changed. Any thread.
  void hurry() {
    LockSupport.unpark(worker);
  }
}
