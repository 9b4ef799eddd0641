package dev.obs.kernel.delivery;

import dev.obs.kernel.spool.Losses;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

/// The account of the records of a lane in this run. Thread-safe; booked once a batch.
final class Ledger {
  private final Losses dropped = new Losses();
  private long taken;
  private long recovered;
  private long delivered;
  private long deadLettered;
  private long retries;
  private long unprotected;
  private boolean closed;

  /// Records from the queue are accepted.
  synchronized void accept(long count) {
    if (!closed) {
      taken += count;
      notifyAll();
    }
  }

  /// Records that did not come by the queue are accepted.
  synchronized void recover(long count) {
    if (!closed) {
      recovered += count;
      notifyAll();
    }
  }

  synchronized void deliver(long count) {
    if (!closed) {
      delivered += count;
      notifyAll();
    }
  }

  synchronized void deadLetter(long count) {
    if (!closed) {
      deadLettered += count;
      notifyAll();
    }
  }

  synchronized void drop(long count, String reason) {
    if (!closed) {
      dropped.add(count, reason);
      notifyAll();
    }
  }

  /// Records from the queue are accepted, and given up at once.
  synchronized void acceptAndDrop(long count, String reason) {
    accept(count);
    drop(count, reason);
  }

  /// Records from the queue are accepted, but only in memory, because they cannot be stored.
  synchronized void acceptUnprotected(long count) {
    accept(count);
    unprotected += closed ? 0 : count;
  }

  synchronized void retry() {
    retries++;
  }

  /// Wakes those who wait for something else than an entry.
  synchronized void changed() {
    notifyAll();
  }

  /// Waits until something is so, asking after each entry.
  ///
  /// @param deadline in terms of [System#nanoTime]
  /// @return whether it was before the deadline
  synchronized boolean await(BooleanSupplier state, long deadline) throws InterruptedException {
    while (!state.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /// Closes the books: what entered the queue and was not accepted is dropped, and what a worker
  /// that was left behind may still do does not count.
  ///
  /// @param entered how many records ever entered the queue
  /// @param stored how many of those that were accepted and are not settled are on disk; the others
  ///   are dropped as well
  synchronized void close(long entered, long stored, String reason) {
    acceptAndDrop(entered - taken, reason);
    drop(waiting() - stored, reason);
    closed = true;
  }

  private long waiting() {
    return taken + recovered - delivered - deadLettered - dropped.total();
  }

  /// The number of accepted records from the queue.
  synchronized long taken() {
    return taken;
  }

  /// The number of settled records, from the queue or not.
  synchronized long settled() {
    return delivered + deadLettered + dropped.total();
  }

  /// The number of records that will never be delivered.
  synchronized long lost() {
    return deadLettered + dropped.total();
  }

  /// One consistent state.
  synchronized Balance balance() {
    return new Balance(
        taken,
        recovered,
        delivered,
        deadLettered,
        dropped.byReason(),
        waiting(),
        retries,
        unprotected);
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
