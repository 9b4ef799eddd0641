package dev.obs.kernel.delivery;

import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.Losses;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolListener;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Moves records from a lane's queue to its spool: gathers for a sync interval, writes them as
/// frames, syncs once, and accepts them. Records that the spool cannot store are handed over for
/// delivery from memory: a spool that fails costs no record that a lane without one would deliver.
/// One thread's round.
final class SpoolWriter<T> {
  /// Records in one frame at most: what one damaged byte can cost.
  private static final int FRAME = 512;

  /// Records between two syncs at most.
  private static final int MOST = 8192;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /// The disk hangs if storing a batch takes longer.
  private static final long STALL = Duration.ofSeconds(5).toNanos();

  /// After so many rounds without a record the next one must wake this thread.
  private static final int QUIET_ROUNDS = 100;

  private final SpooledLane<T> lane;
  private final LaneSpool spool;
  private final RecordFormat<T> format;
  private final long syncNanos;
  private final SpoolListener listener;
  private final DeadLetterReplay<T> replay;
  private final BatchLimit limit;
  private final int enough;
  private final List<T> batch = new ArrayList<>(MOST); // not accepted yet
  private final List<T> unstorable = new ArrayList<>(); // each for a reason of its own
  private final Deque<Written> frames = new ArrayDeque<>();
  private long bytes; // of both
  private volatile long workingSince; // nanoTime while the disk works, else 0
  private boolean interrupted;
  private boolean full;
  private int quiet;
  private long roundAt = System.nanoTime();

  /// Some records of the batch that are written, or need not be.
  ///
  /// @param end the sequence number after the last of them
  /// @param count how many are accepted when that is synced
  private record Written(int from, int to, long end, int count) {}

  SpoolWriter(
      SpooledLane<T> lane, LaneSpool spool, RecordFormat<T> format, SpoolListener listener) {
    this.lane = lane;
    this.spool = spool;
    this.format = format;
    this.syncNanos = spool.syncInterval().toNanos();
    this.listener = listener;
    LaneOptions options = lane.options;
    replay = new DeadLetterReplay<>(spool, format, lane.ledger, listener);
    limit = new BatchLimit(MOST, Math.max(options.batchMemory(), options.memory() / 4));
    enough = Math.max(1, options.capacity() / 2);
  }

  /// Stores what there is.
  boolean round() {
    if (batch.isEmpty()) {
      gather();
      if (replay.run()) {
        lane.arrived();
      }
      boolean last = lane.closing; // asked before: nothing enters after
      bytes = lane.poll(limit, (item, unused) -> batch.add(item));
      if (batch.isEmpty()) {
        quiet++;
        if (last) {
          lane.endIntake();
        }
        return !last;
      }
      quiet = 0;
    }
    if (interrupted) { // by something that the last round threw
      limit.shrink();
    }
    interrupted = true;
    store();
    interrupted = false;
    exposeUnstorable();
    if (batch.isEmpty()) {
      lane.queue.release(bytes);
      limit.succeeded();
    } else {
      expose();
    }
    return true;
  }

  /// Gathers for a sync interval since the last round began, so that the time a sync takes is not
  /// added to it.
  private void gather() {
    if (syncNanos == 0 || quiet >= QUIET_ROUNDS) {
      lane.trigger.await(SECOND, 1);
      roundAt = System.nanoTime();
    }
    long left = roundAt + syncNanos - System.nanoTime();
    if (left > 0) {
      lane.trigger.await(left, enough);
    }
    roundAt = System.nanoTime();
  }

  /// Stores the batch, or as much of it as the disk takes.
  private void store() {
    workingSince = System.nanoTime() | 1; // never 0, which says that it does not work
    try {
      tryToStore();
    } finally {
      workingSince = 0;
    }
  }

  /// Whether the disk hangs. Any thread.
  boolean isStalled() {
    long since = workingSince;
    return since != 0 && System.nanoTime() - since > STALL;
  }

  private void tryToStore() {
    full = false;
    for (int attempt = 0; attempt < 2 && !full && !batch.isEmpty(); attempt++) {
      // a second time elsewhere: a disk may fail in one place only
      boolean synced = false;
      try {
        write();
        spool.sync();
        synced = true;
      } catch (IOException failure) {
        listener.trouble("cannot be written: " + SafeText.message(failure).orElse("no reason"));
      } finally {
        if (!synced) {
          spool.rollback();
        }
        accept();
      }
    }
  }

  private void write() throws IOException {
    int from = 0;
    while (from < batch.size() && !full) {
      int to = from;
      long sum = 0;
      do {
        sum += lane.signal().sizeOf(batch.get(to++));
      } while (to < batch.size() && to - from < FRAME && sum < frameBytes());
      write(from, to);
      from = to;
    }
  }

  private long frameBytes() {
    return Math.min(limit.bytes(), lane.options.batchMemory());
  }

  /// Appends records as one frame, or as several if they are too large together.
  private void write(int from, int to) throws IOException {
    byte[] payload;
    try {
      payload = format.encode(batch.subList(from, to));
    } catch (OutOfMemoryError none) {
      if (to - from == 1) {
        throw none;
      }
      divide(from, to, "no memory");
      return;
    } catch (Throwable strange) { // somebody's own implementation of the data
      divide(from, to, "cannot be encoded");
      return;
    }
    if (payload.length > spool.largestPayload()) {
      divide(from, to, "too large for the spool");
      return;
    }
    try {
      frames.add(new Written(from, to, spool.append(to - from, payload), to - from));
    } catch (SpoolException noRoom) {
      String reason = SafeText.message(noRoom).orElse(Losses.FULL);
      if (reason.equals(Losses.FULL) || isFailing()) {
        drop(to - from, reason);
        frames.add(new Written(from, to, 0, 0));
      } else {
        full = true;
      }
    }
  }

  private void divide(int from, int to, String reason) throws IOException {
    if (to - from > 1) {
      int middle = (from + to) >>> 1;
      write(from, middle);
      write(middle, to);
      return;
    }
    if (isFailing()) {
      drop(1, reason);
    } else {
      unstorable.add(batch.get(from));
    }
    frames.add(new Written(from, to, 0, 0));
  }

  /// Whether the backend takes nothing, so that what is not stored is not delivered either.
  private boolean isFailing() {
    return !lane.failing().isEmpty();
  }

  /// Accepts what is synced by now.
  private void accept() {
    long end = spool.end();
    int accepted = 0;
    while (!frames.isEmpty()) {
      Written frame = frames.removeLast(); // the last first, so that indexes stay right
      if (frame.end <= end) {
        accepted += frame.count;
        batch.subList(frame.from, frame.to).clear();
      }
    }
    lane.ledger.accept(accepted);
    spool.publish();
    lane.arrived();
  }

  /// Has those records delivered from memory that can never be stored. They must not hold up the
  /// others, so they are dropped if they are not taken soon.
  private void exposeUnstorable() {
    if (unstorable.isEmpty()) {
      return;
    }
    long size = unstorable.stream().mapToLong(lane.signal()::sizeOf).sum();
    if (!lane.handOver(unstorable, size, SECOND)) {
      drop(unstorable.size(), "cannot be stored");
      lane.queue.release(size);
    }
    bytes -= size;
    unstorable.clear();
  }

  /// Has the batch delivered from memory, unless the spool can store it before it is taken.
  private void expose() {
    if (lane.handOver(batch, bytes, SECOND)) {
      batch.clear();
    } else if (lane.closing && lane.isOver()) {
      drop(batch.size(), Lane.SHUTDOWN);
      lane.queue.release(bytes);
      batch.clear();
    }
  }

  private void drop(int count, String reason) {
    lane.ledger.acceptAndDrop(count, reason);
    spool.drop(count, reason);
    listener.trouble("drops new records: " + reason);
  }
}
