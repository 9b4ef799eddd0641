package dev.obs.kernel.delivery;

import dev.obs.kernel.spool.Losses;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A batch in delivery: the parts of it that are still to be sent, and the outcome of the rest.
///
/// At first the batch is one part. A part that is refused, or at which the exporter throws, is
/// divided. A record at which the exporter throws although it is alone becomes a suspect and is
/// tried again after the others. It is at fault if the exporter took another record since, or if
/// there have been enough attempts.
///
/// Not thread-safe.
final class PendingBatch<T> {
  /// Attempts with a record at which the exporter throws. It may be the exporter's fault.
  private static final int ATTEMPTS = 5;

  private final List<T> records;
  private final boolean patient;
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

  /// @param patient whether to use all the time there is for closing
  PendingBatch(List<T> records, boolean patient) {
    this.records = records;
    this.patient = patient;
    if (!records.isEmpty()) {
      parts.add(IntStream.range(0, records.size()).toArray());
    }
  }

  boolean patient() {
    return patient;
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
    return part.length == records.size()
        ? records
        : Arrays.stream(part).<T>mapToObj(records::get).toList();
  }

  /// The part at hand is settled, but for some of its records.
  void settle(int[] rest) {
    removePart();
    if (rest.length > 0) {
      parts.addFirst(rest);
    }
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
    Suspect known = parts.isEmpty() ? suspects.getFirst() : new Suspect(part()[0], 0, delivered);
    if ((known.attempts > 0 && known.delivered < delivered) || known.attempts + 1 == ATTEMPTS) {
      return true;
    }
    Suspect suspect = new Suspect(known.index, known.attempts + 1, delivered);
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

  /// The outcome so far.
  BatchOutcome outcome() {
    int[] pending =
        Stream.concat(parts.stream(), suspects.stream().map(Suspect::part))
            .flatMapToInt(Arrays::stream)
            .sorted()
            .toArray();
    return new BatchOutcome(delivered, deadLettered, dropped, pending);
  }
}
