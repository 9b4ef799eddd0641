package dev.obs.kernel.delivery;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// A worker's rest: until there is enough to do, the time is over, or somebody hurries it. Whoever
/// brings work pays a volatile read while the worker is awake or has not got enough yet.
final class BatchTrigger {
  private static final long AWAKE = Long.MAX_VALUE;

  private final LongSupplier available;
  private final BooleanSupplier hurried;
  private volatile long wanted = AWAKE;
  private volatile Thread worker = Thread.currentThread();

  /// @param available how much there is to do; any thread may ask
  /// @param hurried whether not to rest at all
  BatchTrigger(LongSupplier available, BooleanSupplier hurried) {
    this.available = available;
    this.hurried = hurried;
  }

  /// Rests. The worker's thread only.
  ///
  /// @param nanos how long at most
  /// @param enough how much to wait for
  void await(long nanos, long enough) {
    worker = Thread.currentThread();
    long end = System.nanoTime() + nanos;
    while (resting(enough)) {
      long left = nanos == Long.MAX_VALUE ? nanos : end - System.nanoTime();
      if (left <= 0) {
        return;
      }
      wanted = enough;
      if (resting(enough)) {
        LockSupport.parkNanos(this, left);
        Thread.interrupted(); // an interrupt that came too late for the export it was meant for
      }
      wanted = AWAKE;
    }
  }

  private boolean resting(long enough) {
    return !hurried.getAsBoolean() && available.getAsLong() < enough;
  }

  /// Something has come. Any thread.
  void arrived() {
    long enough = wanted;
    if (enough != AWAKE && available.getAsLong() >= enough) {
      LockSupport.unpark(worker);
    }
  }

  /// The answer of `hurried` may have changed. Any thread.
  void hurry() {
    LockSupport.unpark(worker);
  }
}
