package dev.obs.kernel.lane;

import dev.obs.codec.MalformedOtlpException;
import dev.obs.kernel.spool.Frame;
import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.SpoolListener;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Makes batches of what a spool holds. The draining thread only.
final class SpoolSource<T> {
  /// How often a disk that cannot be read is tried before what stands there is given up.
  private static final int ATTEMPTS = 3;

  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private final LaneSpool spool;
  private final RecordFormat<T> format;
  private final SpoolListener listener;
  private final Set<Long> buried;
  private List<T> frame = List.of();
  private int taken;
  private volatile int left; // of the frame, for those who ask
  private long next;
  private int failures;

  SpoolSource(LaneSpool spool, RecordFormat<T> format, SpoolListener listener) {
    this.spool = spool;
    this.format = format;
    this.listener = listener;
    buried = new HashSet<>(spool.buried());
    next = spool.position();
  }

  /// How many records can be had without waiting. Any thread.
  long available() {
    return spool.unread() + left;
  }

  /// The next records, as many as there are up to a size.
  SpoolBatch<T> batch(int size) {
    SpoolBatch<T> batch = new SpoolBatch<>();
    while (batch.size() < size && (taken < frame.size() || advance(batch))) {
      if (taken < frame.size()) {
        take(batch);
      }
    }
    left = frame.size() - taken;
    spool.release();
    return batch;
  }

  private void take(SpoolBatch<T> batch) {
    T item = frame.get(taken++);
    long sequence = next++;
    if (!buried.isEmpty() && buried.remove(sequence)) {
      batch.addBuried(sequence);
    } else {
      batch.add(sequence, item);
    }
  }

  /// Reads the next frame.
  ///
  /// @return whether there was one
  private boolean advance(SpoolBatch<T> batch) {
    Frame read = read();
    if (read == null) {
      return false;
    }
    long end = read.first() + read.count();
    int known = Math.clamp(next - read.first(), 0, read.count());
    List<T> records = decode(read);
    if (records.size() == read.count()) {
      frame = records;
      taken = known;
      next = read.first() + known;
    } else {
      batch.addUnreadable(read.count() - known, end, LaneSpool.DAMAGED);
      listener.lost(read.count() - known, LaneSpool.DAMAGED);
      next = end;
    }
    return true;
  }

  private List<T> decode(Frame read) {
    try {
      return format.decode(read.payload());
    } catch (MalformedOtlpException strange) {
      return List.of();
    }
  }

  private @Nullable Frame read() {
    try {
      Frame read = spool.read();
      failures = 0;
      return read;
    } catch (IOException failure) {
      listener.trouble("cannot be read: " + failure.getMessage());
      if (++failures == ATTEMPTS) {
        failures = 0;
        spool.skipUnreadable();
      } else {
        LockSupport.parkNanos(this, PAUSE);
      }
      return null;
    }
  }
}
