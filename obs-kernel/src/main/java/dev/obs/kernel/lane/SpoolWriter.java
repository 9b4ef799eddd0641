package dev.obs.kernel.lane;

import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Moves records from a lane's queue to its spool: gathers for a sync interval, writes them as
/// frames, syncs once, and accepts them.
final class SpoolWriter<T> {
  /// Records in one frame at most: what one damaged byte can cost.
  private static final int FRAME = 512;

  /// Records between two syncs at most.
  private static final int MOST = 8192;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /// After so many rounds without a record the next one must wake this thread.
  private static final int QUIET_ROUNDS = 100;

  private final Lane<T> lane;
  private final LaneSpool spool;
  private final RecordFormat<T> format;
  private final long syncNanos;
  private final SpoolListener listener;
  private final SpoolDrain<T> drain;
  private final int enough;
  private int quiet;
  private long roundAt = System.nanoTime();
  private long replayedAt = System.nanoTime() - SECOND;

  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Written(int count, byte[] payload) {}

  /// @param end the sequence number after its last record
  private record Appended(Written frame, long end) {}

  SpoolWriter(
      Lane<T> lane,
      LaneSpool spool,
      RecordFormat<T> format,
      Duration syncInterval,
      SpoolListener listener,
      SpoolDrain<T> drain) {
    this.lane = lane;
    this.spool = spool;
    this.format = format;
    this.syncNanos = syncInterval.toNanos();
    this.listener = listener;
    this.drain = drain;
    this.enough = Math.max(1, lane.options.capacity() / 2);
  }

  void run() {
    List<T> batch = new ArrayList<>();
    while (true) {
      rest();
      try {
        replay();
      } catch (IOException | RuntimeException failure) {
        listener.trouble("does not replay dead letters: " + failure.getMessage());
      }
      lane.fill(batch, MOST);
      if (!batch.isEmpty()) {
        quiet = 0;
        storeSafely(batch);
        batch.clear();
      } else if (lane.closing) {
        break;
      } else {
        quiet++;
      }
    }
    drain.endOfIntake();
  }

  /// Gathers for a sync interval since the last round began, so that the time a sync takes is not
  /// added to it.
  private void rest() {
    if (syncNanos == 0 || quiet >= QUIET_ROUNDS) {
      lane.intake.await(SECOND, 1);
      roundAt = System.nanoTime();
    }
    long left = roundAt + syncNanos - System.nanoTime();
    if (left > 0) {
      lane.intake.await(left, enough);
    }
    roundAt = System.nanoTime();
  }

  /// Nothing that can be thrown here may end this thread, or the lane would take no more records.
  private void storeSafely(List<T> batch) {
    long before = lane.ledger.taken();
    try {
      store(batch);
    } catch (RuntimeException | Error failure) {
      spool.rollback();
      long taken = lane.ledger.taken() - before;
      drop(batch.size() - Math.toIntExact(taken), "cannot be stored: " + failure);
    }
  }

  private void store(List<T> batch) {
    List<Written> frames = new ArrayList<>();
    for (int from = 0; from < batch.size(); from += FRAME) {
      encode(batch.subList(from, Math.min(from + FRAME, batch.size())), frames);
    }
    List<Written> left = write(frames);
    if (!left.isEmpty()) {
      left = write(left); // elsewhere: a disk may fail in one place only
    }
    int lost = left.stream().mapToInt(Written::count).sum();
    drop(lost, "cannot be stored");
    drain.arrived();
  }

  /// Makes one frame of records, or several if they are too large together.
  private void encode(List<T> records, List<Written> frames) {
    byte[] payload;
    try {
      payload = format.encode(records);
    } catch (RuntimeException strange) { // somebody's own implementation of the data
      split(records, frames, "cannot be encoded");
      return;
    }
    if (payload.length > spool.largestPayload()) {
      split(records, frames, "too large for the spool");
    } else {
      frames.add(new Written(records.size(), payload));
    }
  }

  private void split(List<T> records, List<Written> frames, String reason) {
    if (records.size() == 1) {
      drop(1, reason);
      return;
    }
    int half = records.size() / 2;
    encode(records.subList(0, half), frames);
    encode(records.subList(half, records.size()), frames);
  }

  /// Appends frames, syncs them and accepts their records; drops those that there is no room for.
  ///
  /// @return the frames that failed
  private List<Written> write(List<Written> frames) {
    Deque<Appended> unsynced = new ArrayDeque<>();
    Iterator<Written> rest = frames.iterator();
    List<Written> failed = new ArrayList<>();
    try {
      while (rest.hasNext()) {
        Written frame = rest.next();
        failed = List.of(frame);
        try {
          unsynced.add(new Appended(frame, spool.append(frame.count, frame.payload)));
        } catch (SpoolException full) {
          drop(frame.count, full.getMessage());
        }
        failed = List.of();
      }
      spool.sync();
    } catch (IOException failure) {
      listener.trouble("cannot be written: " + failure.getMessage());
      spool.rollback();
    }
    lane.ledger.accept(takeSynced(unsynced));
    spool.publish();
    List<Written> left = new ArrayList<>();
    unsynced.forEach(frame -> left.add(frame.frame));
    left.addAll(failed);
    rest.forEachRemaining(left::add);
    return left;
  }

  /// Takes the frames that are synced off the front.
  ///
  /// @return how many records they hold
  private int takeSynced(Deque<Appended> frames) {
    long end = spool.end();
    int count = 0;
    while (!frames.isEmpty() && frames.getFirst().end <= end) {
      count += frames.removeFirst().frame.count;
    }
    return count;
  }

  private void drop(int count, String reason) {
    if (count > 0) {
      lane.ledger.acceptAndDrop(count, reason);
      spool.drop(count, reason);
      listener.trouble("drops new records: " + reason);
    }
  }

  /// Takes up the dead letters that an operator wants to be sent again.
  private void replay() throws IOException {
    long now = System.nanoTime();
    if (now - replayedAt < SECOND) {
      return;
    }
    replayedAt = now;
    List<byte[]> requests = spool.deadLetters().toReplay();
    if (requests.isEmpty()) {
      return;
    }
    List<Written> frames = new ArrayList<>();
    long size = 0;
    for (byte[] request : requests) {
      if (format.decode(request).size() != 1) {
        throw new SpoolException("a dead letter does not hold one record");
      }
      frames.add(new Written(1, request));
      size += request.length;
    }
    if (spool.size() + 2 * size > spool.limit()) {
      throw new SpoolException("no room for them yet");
    }
    Deque<Appended> unsynced = new ArrayDeque<>();
    try {
      for (Written frame : frames) {
        unsynced.add(new Appended(frame, spool.append(1, frame.payload)));
      }
      spool.sync();
    } catch (IOException failure) {
      spool.rollback();
      throw failure;
    } finally {
      lane.ledger.recover(takeSynced(unsynced));
      spool.publish();
    }
    spool.deadLetters().replayed();
    drain.arrived();
  }
}
