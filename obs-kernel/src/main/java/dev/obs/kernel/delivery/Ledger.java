package dev.obs.kernel.delivery;

import dev.obs.kernel.spool.Losses;
import java.util.SortedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The account of the records of a lane in this run. Thread-safe; booked once a batch.
///
/// Not `synchronized`: an application may flush from a virtual thread, which before JDK 24 would
/// occupy its carrier while it waits.
final class Ledger {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Losses dropped = new Losses();
  private long taken;
  private long recovered;
  private long delivered;
  private long deadLettered;
  private long retries;
  private long unprotected;
  private boolean closed;

  /// Records from the queue are accepted.
  void accept(long count) {
    book(() -> taken += count);
  }

  /// Records that did not come by the queue are accepted.
  void recover(long count) {
    book(() -> recovered += count);
  }

  void deliver(long count) {
    book(() -> delivered += count);
  }

  void deadLetter(long count) {
    book(() -> deadLettered += count);
  }

  void drop(long count, String reason) {
    book(() -> dropped.add(count, reason));
  }

  /// Records from the queue are accepted, and given up at once.
  void acceptAndDrop(long count, String reason) {
    book(() -> {
      taken += count;
      dropped.add(count, reason);
    });
  }

  /// Records from the queue are accepted, but only in memory, because they cannot be stored.
  void acceptUnprotected(long count) {
    book(() -> {
      taken += count;
      unprotected += count;
    });
  }

  void retry() {
    locked(() -> retries++);
  }

  /// Wakes those who wait for something else than an entry.
  void changed() {
    locked(() -> {
      changed.signalAll();
      return true;
    });
  }

  /// Waits until something is so, asking after each entry.
  ///
  /// @param deadline in terms of [System#nanoTime]
  /// @return whether it was before the deadline
  boolean await(BooleanSupplier state, long deadline) throws InterruptedException {
    lock.lock();
    try {
      while (!state.getAsBoolean()) {
        if (changed.awaitNanos(deadline - System.nanoTime()) <= 0) {
          return state.getAsBoolean();
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Closes the books: what entered the queue and was not accepted is dropped, and what a worker
  /// that was left behind may still do does not count.
  ///
  /// @param entered how many records ever entered the queue
  /// @param stored how many of those that were accepted and are not settled are on disk; the others
  ///   are dropped as well
  void close(long entered, long stored, String reason) {
    book(() -> {
      dropped.add(entered - taken, reason);
      taken = entered;
      dropped.add(waiting() - stored, reason);
      closed = true;
    });
  }

  private long waiting() {
    return taken + recovered - delivered - deadLettered - dropped.total();
  }

  /// The number of accepted records from the queue.
  long taken() {
    return locked(() -> taken);
  }

  /// The number of settled records, from the queue or not.
  long settled() {
    return locked(() -> delivered + deadLettered + dropped.total());
  }

  /// The number of records that will never be delivered.
  long lost() {
    return locked(() -> deadLettered + dropped.total());
  }

  /// One consistent state.
  Balance balance() {
    return locked(() ->
        new Balance(
            taken,
            recovered,
            delivered,
            deadLettered,
            dropped.byReason(),
            waiting(),
            retries,
            unprotected));
  }

  /// Makes an entry, unless the books are closed.
  private void book(Runnable entry) {
    locked(() -> {
      if (!closed) {
        entry.run();
        changed.signalAll();
      }
      return true;
    });
  }

  private <T> T locked(Supplier<T> access) {
    lock.lock();
    try {
      return access.get();
    } finally {
      lock.unlock();
    }
  }

  record Balance(
      long taken,
      long recovered,
      long delivered,
      long deadLettered,
      SortedMap<String, Long> dropped,
      long waiting,
      long retries,
      long unprotected) {}
}
