package dev.obs.kernel.lane;

import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Moves records from a lane's queue to its spool: gathers for a sync interval, writes them as
/// frames, syncs once, and accepts them.
final class SpoolWriter<T> {
  /// Records in one frame at most: what one damaged byte can cost.
  private static final int FRAME = 512;

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
  private final List<Written> written = new ArrayList<>();
  private int quiet;
  private long replayedAt = System.nanoTime() - SECOND;

  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Written(int count, byte[] payload) {}

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
        listener.trouble("cannot replay dead letters: " + failure.getMessage());
      }
      lane.fill(batch, lane.options.capacity());
      if (!batch.isEmpty()) {
        quiet = 0;
        store(batch);
        batch.clear();
      } else if (lane.closing) {
        break;
      } else {
        quiet++;
      }
    }
    drain.endOfIntake();
  }

  private void rest() {
    if (syncNanos == 0 || quiet >= QUIET_ROUNDS) {
      lane.intake.await(SECOND, 1);
    }
    if (syncNanos > 0) {
      lane.intake.await(syncNanos, enough);
    }
  }

  private void store(List<T> batch) {
    for (int from = 0; from < batch.size(); from += FRAME) {
      write(batch.subList(from, Math.min(from + FRAME, batch.size())));
    }
    try {
      spool.sync();
    } catch (IOException failure) {
      writeAgain(failure);
    }
    accept();
  }

  /// Writes records in one frame, or in several if they are too large together.
  private void write(List<T> records) {
    byte[] payload;
    try {
      payload = format.encode(records);
    } catch (RuntimeException strange) { // somebody's own implementation of the data
      split(records, "cannot be encoded");
      return;
    }
    if (payload.length > spool.largestPayload()) {
      split(records, "too large for the spool");
    } else if (append(records.size(), payload)) {
      written.add(new Written(records.size(), payload));
    }
  }

  private void split(List<T> records, String reason) {
    if (records.size() == 1) {
      drop(1, reason);
      return;
    }
    int half = records.size() / 2;
    write(records.subList(0, half));
    write(records.subList(half, records.size()));
  }

  private boolean append(int count, byte[] payload) {
    try {
      spool.append(count, payload);
      return true;
    } catch (SpoolException full) {
      drop(count, full.getMessage());
    } catch (IOException failure) {
      drop(count, "cannot be stored: " + failure.getMessage());
    }
    return false;
  }

  /// After a sync that failed nobody knows what the disk holds; so once more, elsewhere.
  private void writeAgain(IOException failure) {
    listener.trouble("cannot be synced: " + failure.getMessage());
    List<Written> again = List.copyOf(written);
    written.clear();
    for (Written frame : again) {
      if (append(frame.count, frame.payload)) {
        written.add(frame);
      }
    }
    try {
      spool.sync();
    } catch (IOException still) {
      int lost = written.stream().mapToInt(Written::count).sum();
      written.clear();
      drop(lost, "cannot be stored: " + still.getMessage());
    }
  }

  private void accept() {
    int count = written.stream().mapToInt(Written::count).sum();
    written.clear();
    lane.ledger.accept(count);
    drain.arrived();
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
    long size = requests.stream().mapToLong(request -> request.length).sum();
    if (requests.isEmpty()) {
      return;
    }
    if (spool.size() + 2 * size > spool.limit()) {
      listener.trouble("has no room for the dead letters to replay yet");
      return;
    }
    int count = 0;
    for (byte[] request : requests) {
      if (format.decode(request).size() == 1) {
        spool.append(1, request);
        count++;
      }
    }
    spool.sync();
    lane.ledger.recover(count);
    spool.deadLetters().replayed();
    drain.arrived();
  }
}
