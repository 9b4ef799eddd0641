package dev.obs.kernel.delivery;

import dev.obs.kernel.spool.Losses;
import java.util.ArrayList;
import java.util.List;

/// Records read from a spool, to be delivered together. Records among them that are already dead
/// letters or cannot be read are settled with them.
final class SpoolBatch<T> {
  private final List<T> items;
  private final List<Long> sequences;
  private final Losses dropped = new Losses();
  private int deadLettered;
  private long bytes;
  private long end;

  /// @param capacity how many records it may hold; their room is taken at once, so that no record
  ///   can be lost while it is added
  SpoolBatch(int capacity) {
    items = new ArrayList<>(capacity);
    sequences = new ArrayList<>(capacity);
  }

  void add(long sequence, T item, long size) {
    Long number = sequence;
    items.add(item);
    sequences.add(number);
    bytes += size;
    end = sequence + 1;
  }

  /// A record that was dead-lettered before its process died.
  void addDeadLettered(long sequence) {
    deadLettered++;
    end = sequence + 1;
  }

  /// Unreadable records up to a sequence number.
  void addUnreadable(long count, long end, String reason) {
    dropped.add(count, reason);
    this.end = end;
  }

  int size() {
    return items.size();
  }

  /// The bytes of its records in memory.
  long bytes() {
    return bytes;
  }

  /// Whether there is nothing to settle.
  boolean isEmpty() {
    return end == 0;
  }

  List<T> items() {
    return List.copyOf(items);
  }

  long sequence(int index) {
    return sequences.get(index);
  }

  int deadLettered() {
    return deadLettered;
  }

  Losses dropped() {
    return dropped;
  }

  /// The sequence number before which everything is settled once its delivery is over.
  ///
  /// @param pending the indexes of the items that are not
  long settledBefore(int[] pending) {
    return pending.length == 0 ? end : sequences.get(pending[0]);
  }
}
