package dev.obs.kernel.spool;

import java.util.ArrayDeque;
import java.util.Deque;

/// The read and the settled position of a lane. Thread-safe; a caller that takes several steps
/// holds its lock.
///
/// Records from `position` up to `read` are in the reader's hands. What is given up among those
/// that were not read yet (dropped to make room, or damaged) counts in the totals only once the
/// position has passed it, so that nothing counts twice if the process dies before.
final class Progress {
  private final Losses dropped = new Losses();
  private final Deque<Gap> gaps = new ArrayDeque<>();
  private long position;
  private long read;
  private long delivered;
  private long deadLettered;

  /// Records that will not be read, given up for a reason.
  private record Gap(long end, long count, String reason) {}

  /// Goes on where an earlier run stopped.
  Progress(Checkpoint from) {
    position = from.position();
    read = from.position();
    delivered = from.delivered();
    deadLettered = from.deadLettered();
    from.dropped().forEach((reason, count) -> dropped.add(count, reason));
  }

  synchronized long position() {
    return position;
  }

  synchronized long read() {
    return read;
  }

  /// The reader has got all up to here.
  synchronized void readTo(long end) {
    read = end;
  }

  /// The reader will not get what lies between what it has and here.
  ///
  /// @return how many records those are
  synchronized long skipTo(long end, String reason) {
    long count = end - read;
    if (count <= 0) {
      return 0;
    }
    gaps.addLast(new Gap(end, count, reason));
    boolean idle = position == read;
    read = end;
    if (idle) {
      settleTo(end);
    }
    return count;
  }

  /// Everything before here is settled.
  synchronized void settleTo(long end) {
    position = Math.max(position, end);
    while (!gaps.isEmpty()) {
      Gap gap = gaps.getFirst();
      if (gap.end - gap.count > position) {
        return;
      }
      dropped.add(gap.count, gap.reason); // first, since it may find no memory
      position = Math.max(position, gap.end);
      gaps.removeFirst();
    }
  }

  /// Books what became of records.
  synchronized void book(long delivered, long deadLettered, Losses dropped) {
    this.delivered += delivered;
    this.deadLettered += deadLettered;
    this.dropped.add(dropped);
  }

  /// Books records that were never stored.
  synchronized void drop(long count, String reason) {
    dropped.add(count, reason);
  }

  /// As it is kept.
  synchronized Checkpoint checkpoint(long end) {
    long ahead = gaps.stream().mapToLong(Gap::count).sum();
    return new Checkpoint(
        position, Math.max(end, position), ahead, delivered, deadLettered, dropped.byReason());
  }
}
