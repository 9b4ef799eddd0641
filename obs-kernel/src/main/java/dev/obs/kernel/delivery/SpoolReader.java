package dev.obs.kernel.delivery;

import dev.obs.codec.MalformedOtlpException;
import dev.obs.kernel.delivery.DeadLetterQueue.Rejected;
import dev.obs.kernel.spool.DeadLetter;
import dev.obs.kernel.spool.Frame;
import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.Losses;
import dev.obs.kernel.spool.SpoolListener;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Reads the records of a spool back in batches, and keeps those that the backend rejects as dead
/// letters. The delivering thread only.
final class SpoolReader<T> {
  /// Attempts to read a disk before the unreadable part is given up.
  private static final int ATTEMPTS = 3;

  /// Characters of the text of a dead letter.
  private static final int TEXT = 200;

  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private final LaneSpool spool;
  private final Signal<T> signal;
  private final RecordFormat<T> format;
  private final SpoolListener listener;
  private final Set<Long> deadLettered;
  private @Nullable Frame read; // and not decoded
  private List<T> frame = List.of();
  private int taken;
  private volatile int left; // of the frame, for those who ask
  private long next;
  private int failures;

  SpoolReader(LaneSpool spool, Signal<T> signal, RecordFormat<T> format, SpoolListener listener) {
    this.spool = spool;
    this.signal = signal;
    this.format = format;
    this.listener = listener;
    deadLettered = new HashSet<>(spool.deadLetters().between(spool.position(), spool.end()));
    next = spool.position();
  }

  /// The number of records that can be read without waiting. Any thread.
  long available() {
    return spool.unread() + left;
  }

  /// Adds the next records to a batch, as many as there are up to a limit; one at least if there is
  /// one. If it throws, the batch holds what was added before.
  void fill(Batch<T> batch, BatchLimit limit) {
    try {
      while (batch.size() < limit.records() && (taken < frame.size() || advance(batch))) {
        if (taken < frame.size() && !take(batch, limit.bytes())) {
          return;
        }
      }
    } finally {
      left = frame.size() - taken;
      spool.release();
    }
  }

  /// Adds the next record unless the batch would have too many bytes.
  private boolean take(Batch<T> batch, long bytes) {
    T item = frame.get(taken);
    if (!deadLettered.isEmpty() && deadLettered.remove(next)) {
      batch.addDeadLettered(next);
    } else {
      long size = signal.sizeOf(item);
      if (batch.size() > 0 && batch.bytes() + size > bytes) {
        return false;
      }
      batch.add(next, item, size);
    }
    taken++;
    next++;
    return true;
  }

  /// Reads the next frame.
  ///
  /// @return whether there was one
  private boolean advance(Batch<T> batch) {
    Frame found = read == null ? read() : read;
    if (found == null) {
      return false;
    }
    read = found; // kept while there is not enough memory to decode it
    List<T> records = decode(found);
    long end = found.end();
    int known = Math.clamp(next - found.first(), 0, found.count());
    if (records.size() == found.count()) {
      frame = records;
      taken = known;
      next = found.first() + known;
    } else {
      batch.addUnreadable(found.count() - known, end, Losses.DAMAGED);
      listener.lost(found.count() - known, Losses.DAMAGED);
      next = end;
    }
    read = null;
    return true;
  }

  private List<T> decode(Frame read) {
    try {
      return format.decode(read.payload());
    } catch (MalformedOtlpException | RuntimeException strange) {
      return List.of();
    }
  }

  private @Nullable Frame read() {
    try {
      Frame found = spool.read();
      failures = 0;
      return found;
    } catch (IOException failure) {
      listener.trouble("cannot be read: " + SafeText.message(failure).orElse("no reason"));
      if (++failures == ATTEMPTS) {
        failures = 0;
        spool.skipUnreadable();
      } else {
        LockSupport.parkNanos(this, PAUSE);
      }
      return null;
    }
  }

  /// Keeps rejected records of a batch as dead letters.
  ///
  /// @return how many of them, from the first on, were kept
  int keep(Batch<T> batch, List<Rejected<T>> rejected) {
    try {
      Instant now = Instant.now();
      return spool
          .deadLetters()
          .add(rejected.stream().map(item -> letter(batch, item, now)).toList());
    } catch (Throwable failure) { // also of a record whose data cannot be read
      listener.trouble("cannot keep dead letters: " + SafeText.of(failure));
      return 0;
    }
  }

  private DeadLetter letter(Batch<T> batch, Rejected<T> rejected, Instant now) {
    String text = format.text(rejected.item());
    return new DeadLetter(
        batch.sequence(rejected.index()),
        now,
        rejected.reason(),
        text.length() > TEXT ? text.substring(0, TEXT) + "..." : text,
        format.encode(List.of(rejected.item())));
  }
}
