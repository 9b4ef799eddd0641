package dev.obs.kernel.operation;

import dev.obs.model.OperationRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The last operations, bounded in number and size; the newest is always kept. Thread-safe: a
/// thread that adds one takes the next of the slots in turn.
final class RecentOperations {
  private static final int COUNT = 128;
  private static final long SIZE = 1 << 20;

  private final AtomicReferenceArray<OperationData> slots = new AtomicReferenceArray<>(COUNT);
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong size = new AtomicLong();

  void add(OperationData ended) {
    long turn = next.getAndIncrement();
    OperationData before = slots.getAndSet(slot(turn), ended);
    long grown = (long) ended.size() - (before == null ? 0 : before.size());
    if (grown != 0 && size.addAndGet(grown) > SIZE) {
      shrink(turn);
    }
  }

  /// Removes the oldest before a turn until the rest has room.
  private void shrink(long turn) {
    for (long old = turn - COUNT + 1; old < turn && size.get() > SIZE; old++) {
      OperationData removed = slots.getAndSet(slot(old), null);
      if (removed != null) {
        size.addAndGet(-removed.size());
      }
    }
  }

  private static int slot(long turn) {
    return (int) turn & COUNT - 1;
  }

  /// The records of all, the oldest first.
  List<OperationRecord> all() {
    List<OperationRecord> all = new ArrayList<>(COUNT);
    long end = next.get();
    for (long turn = end - COUNT; turn < end; turn++) {
      OperationData ended = slots.get(slot(turn));
      if (ended != null) {
        all.add(ended.record());
      }
    }
    return all;
  }
}
