package dev.obs.kernel.delivery;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Hands records from the thread that stores them to the one that delivers them, while the spool
/// cannot store them. The giver keeps them until they are taken, because the spool may recover
/// first.
final class Handover<T> {
  private final AtomicReference<@Nullable Batch<T>> offered = new AtomicReference<>();
  private volatile Thread giver = Thread.currentThread();

  /// Offers records and waits for a while until they are taken. The giving thread only.
  ///
  /// @param wake wakes the taking thread
  /// @return whether they were taken; else they are the giver's again
  boolean offer(Batch<T> batch, long nanos, Runnable wake) {
    giver = Thread.currentThread();
    offered.set(batch);
    wake.run();
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && isOffered(); left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      if (Thread.interrupted()) { // the kernel closes and its time is up
        break;
      }
    }
    return !offered.compareAndSet(batch, null);
  }

  /// Takes what is offered, or null. The taking thread only.
  @Nullable Batch<T> take() {
    Batch<T> batch = offered.getAndSet(null);
    if (batch != null) {
      LockSupport.unpark(giver);
    }
    return batch;
  }

  /// Whether something is offered. Any thread.
  boolean isOffered() {
    return offered.get() != null;
  }
}
