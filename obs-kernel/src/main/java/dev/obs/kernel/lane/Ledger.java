package dev.obs.kernel.lane;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of the items that a lane took off its queue. Thread-safe; booked once a batch.
///
/// Bounded in the number of reasons, since servers' words are among them.
final class Ledger {
  private static final int REASONS = 32;
  private static final int LENGTH = 120;
  private static final String OTHER = "other";

  private final SortedMap<String, Long> dropped = new TreeMap<>();
  private long delivered;
  private long droppedTotal;
  private long retries;
  private long closedAt = -1;

  synchronized void deliver(int count) {
    if (closedAt < 0) {
      delivered += count;
      notifyAll();
    }
  }

  synchronized void drop(long count, String reason) {
    if (closedAt < 0 && count > 0) {
      String key = reason.length() > LENGTH ? reason.substring(0, LENGTH) : reason;
      boolean known = dropped.size() < REASONS || dropped.containsKey(key);
      dropped.merge(known ? key : OTHER, count, Long::sum);
      droppedTotal += count;
      notifyAll();
    }
  }

  synchronized void retry() {
    retries++;
  }

  /// Waits until so many items are settled.
  ///
  /// @return whether they were before the deadline, in terms of [System#nanoTime]
  synchronized boolean await(long items, long deadline) throws InterruptedException {
    while (delivered + droppedTotal < items) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /// Closes the books: everything that entered and is not settled is dropped, and what a worker
  /// that was left behind may still do does not count.
  synchronized void close(long entered, String reason) {
    drop(entered - delivered - droppedTotal, reason);
    closedAt = entered;
  }

  /// One consistent state.
  ///
  /// @param left how many items have left the queue, read before the call
  synchronized Balance balance(long left) {
    long accepted = closedAt < 0 ? Math.max(left, delivered + droppedTotal) : closedAt;
    return new Balance(
        accepted,
        delivered,
        Collections.unmodifiableSortedMap(new TreeMap<>(dropped)),
        accepted - delivered - droppedTotal,
        retries);
  }

  record Balance(
      long accepted, long delivered, SortedMap<String, Long> dropped, long waiting, long retries) {}
}
