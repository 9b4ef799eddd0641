package dev.obs.kernel.delivery;

import dev.obs.kernel.spool.Losses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Records of a lane that are delivered together: filled, delivered part by part, and settled.
///
/// Records that were read from a spool have sequence numbers. Records among them that are already
/// dead letters or cannot be read are settled with the others.
///
/// At first the batch is one part. A part that is refused, or at which the exporter throws, is
/// divided. A record at which the exporter throws although it is alone becomes a suspect and is
/// tried again after the others. It is at fault if the exporter took another record since, or if
/// there have been enough attempts.
///
/// Not thread-safe.
final class Batch<T> {
  /// Attempts with a record at which the exporter throws. It may be the exporter's fault.
  private static final int ATTEMPTS = 5;

  private static final int[] NONE = {};

  private final int capacity;
  private final List<T> records;
  private long[] sequences = {}; // of stored records
  private long first; // the number of the first record that is not stored
  private long end; // the sequence number after the last stored record
  private long bytes;
  private int known; // records that an earlier process had dead-lettered

  private List<T> handed = List.of(); // the records, as exporters get them
  private boolean started;
  private final Deque<int[]> parts = new ArrayDeque<>();
  private final Deque<Suspect> suspects = new ArrayDeque<>();
  private final Losses dropped = new Losses();
  private int delivered;
  private int deadLettered;

  /// A record at which the exporter threw.
  ///
  /// @param attempts how often it did
  /// @param delivered how many records of the batch had been delivered by then
  private record Suspect(int index, int attempts, int delivered) {
    int[] part() {
      return new int[] {index};
    }
  }

  /// An empty one.
  ///
  /// @param capacity how many records it may hold; their room is taken at once, so that no record
  ///   can be lost while it is added
  Batch(int capacity) {
    this.capacity = capacity;
    records = new ArrayList<>(capacity);
  }

  /// One with records from the queue.
  ///
  /// @param bytes that they hold in the queue
  Batch(List<T> records, long bytes) {
    this(records.size());
    this.records.addAll(records);
    this.bytes = bytes;
  }

  /// Adds a record from the queue.
  void add(T item, long size) {
    records.add(item);
    bytes += size;
  }

  /// Adds a record from the spool.
  void add(long sequence, T item, long size) {
    if (sequences.length == 0) {
      sequences = new long[capacity];
    }
    sequences[records.size()] = sequence;
    add(item, size);
    end = sequence + 1;
  }

  /// Adds a record that was dead-lettered before its process died.
  void addDeadLettered(long sequence) {
    known++;
    end = sequence + 1;
  }

  /// Adds unreadable records up to a sequence number.
  void addUnreadable(long count, long end, String reason) {
    dropped.add(count, reason);
    this.end = end;
  }

  /// The number of records to deliver.
  int size() {
    return records.size();
  }

  /// The bytes of its records in memory.
  long bytes() {
    return bytes;
  }

  /// Whether there is nothing to settle.
  boolean isEmpty() {
    return records.isEmpty() && end == 0;
  }

  /// Whether its records are in the spool, so that they outlive the process.
  boolean isStored() {
    return end > 0;
  }

  /// The sequence number of a stored record.
  long sequence(int index) {
    return sequences[index];
  }

  /// Numbers records that are not stored.
  void number(long first) {
    this.first = first;
  }

  /// The number of a record: its sequence number if it is stored.
  long number(int index) {
    return isStored() ? sequences[index] : first + index;
  }

  /// Whether its delivery has begun.
  boolean isStarted() {
    return started;
  }

  /// Makes it one part, unless its delivery has begun.
  void start() {
    if (!started) {
      handed = List.copyOf(records);
      if (!records.isEmpty()) {
        parts.add(IntStream.range(0, records.size()).toArray());
      }
      started = true;
    }
  }

  /// Whether there is nothing left to send.
  boolean isSettled() {
    return parts.isEmpty() && suspects.isEmpty();
  }

  /// The indexes of the records to send next.
  int[] part() {
    return parts.isEmpty() ? suspects.getFirst().part() : parts.getFirst();
  }

  T record(int index) {
    return records.get(index);
  }

  /// The records of a part.
  List<T> records(int[] part) {
    return part.length == handed.size()
        ? handed
        : Arrays.stream(part).<T>mapToObj(handed::get).toList();
  }

  /// The part at hand is settled, but for some of its records.
  void settle(int[] rest) {
    removePart();
    if (rest.length > 0) {
      parts.addFirst(rest);
    }
  }

  /// The part at hand is settled.
  void settle() {
    settle(NONE);
  }

  /// Divides the part at hand.
  void divide() {
    int[] part = part();
    int[] first = Arrays.copyOf(part, part.length / 2);
    int[] second = Arrays.copyOfRange(part, part.length / 2, part.length);
    removePart();
    parts.addFirst(second);
    parts.addFirst(first);
  }

  private void removePart() {
    if (parts.isEmpty()) {
      suspects.removeFirst();
    } else {
      parts.removeFirst();
    }
  }

  /// The exporter threw at the record at hand, which is alone.
  ///
  /// @return whether the record is at fault; else it is tried again later
  boolean accuse() {
    Suspect accused = parts.isEmpty() ? suspects.getFirst() : new Suspect(part()[0], 0, delivered);
    if ((accused.attempts > 0 && accused.delivered < delivered)
        || accused.attempts + 1 == ATTEMPTS) {
      return true;
    }
    Suspect suspect = new Suspect(accused.index, accused.attempts + 1, delivered);
    removePart();
    suspects.addLast(suspect);
    return false;
  }

  /// Whether the next attempt has a chance without a pause: with another record, or with one after
  /// which the exporter took others.
  boolean isPromising() {
    return !parts.isEmpty() || suspects.getFirst().delivered < delivered;
  }

  /// Books delivered records.
  void deliver(int count) {
    delivered += count;
  }

  /// Books dead letters.
  void deadLetter(int count) {
    deadLettered += count;
  }

  /// Books records that were given up.
  void drop(int count, String reason) {
    dropped.add(count, reason);
  }

  /// The number of records that the backend acknowledged.
  int delivered() {
    return delivered;
  }

  /// The number of records that are dead letters now, those of an earlier process included.
  int deadLettered() {
    return deadLettered + known;
  }

  /// The number of records that an earlier process had dead-lettered.
  int knownDeadLetters() {
    return known;
  }

  /// The records that were given up, and those that could not be read.
  Losses dropped() {
    return dropped;
  }

  /// The indexes of the records that are not settled, in order.
  int[] pending() {
    return isSettled()
        ? NONE
        : Stream.concat(parts.stream(), suspects.stream().map(Suspect::part))
            .flatMapToInt(Arrays::stream)
            .sorted()
            .toArray();
  }

  /// The sequence number before which everything is settled.
  long settledBefore() {
    int[] pending = pending();
    return pending.length == 0 ? end : sequences[pending[0]];
  }

  /// Makes it empty again. Takes no memory, so it cannot fail.
  void clear() {
    records.clear();
    end = 0;
    bytes = 0;
    known = 0;
    handed = List.of();
    started = false;
    parts.clear();
    suspects.clear();
    dropped.clear();
    delivered = 0;
    deadLettered = 0;
  }
}
