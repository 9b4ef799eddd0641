package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Checkpoints.Durability;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The records of one lane on disk, from their sync to their acknowledgement.
///
/// One thread appends and syncs, another reads and acknowledges. Segments are removed when the
/// position, which is durable by then, has passed them.
public final class LaneSpool {
  /// The reason of what was dropped to make room.
  public static final String FULL = "spool full";

  /// The reason of what found no room on the disk.
  public static final String DISK_FULL = "disk full";

  /// The reason of what the disk spoiled.
  public static final String DAMAGED = "damaged";

  /// The reason of what was lost because somebody removed it from the disk.
  public static final String REMOVED = "removed from the disk";

  private static final int SEGMENTS = 8;
  private static final long LARGEST_SEGMENT = 8 << 20;

  private final LaneFolder folder;
  private final SpoolOptions options;
  private final LongSupplier limit;
  private final SegmentLog log;
  private final Progress progress; // guarded by itself
  private final Checkpoints checkpoints;
  private final LogReader reader;
  private final DeadLetters deadLetters;
  private final SpoolListener listener;
  private final long recovered;
  private volatile long published; // up to here it may be read
  private volatile boolean closed;

  LaneSpool(
      LaneFolder folder,
      SpoolOptions options,
      LongSupplier limit,
      Recovery found,
      SpoolListener listener) {
    this.folder = folder;
    this.options = options;
    this.limit = limit;
    this.listener = listener;
    checkpoints = new Checkpoints(found.checkpoints(), options.syncInterval(), listener);
    deadLetters = found.deadLetters();
    log = new SegmentLog(folder, this::segmentSize, found.segments(), found.end());
    published = found.end();
    Checkpoint last = found.checkpoint();
    progress = new Progress(last);
    reader = new LogReader(folder.disk(), log, progress, listener);
    // the records before the first segment were dropped on purpose, except those in delivery
    long gap = Math.max(0, log.begin() - last.position());
    long dropped = Math.min(last.ahead(), gap);
    recovered = found.end() - last.position() - dropped;
    String reason = dropped > 0 ? FULL : DAMAGED;
    progress.skipTo(log.begin(), reason);
    if (gap > dropped) {
      listener.lost(gap - dropped, reason);
    }
    log.prepare();
  }

  /// Whether this is its folder's name.
  boolean isIn(String name) {
    return folder.path().endsWith(name);
  }

  /// The number of records that an earlier run left.
  public long recovered() {
    return recovered;
  }

  /// The time that a record waits at most for its sync.
  public Duration syncInterval() {
    return options.syncInterval();
  }

  /// The largest payload that can be appended.
  public int largestPayload() {
    return (int) Math.min(FrameFormat.LARGEST_FRAME, limit() / SEGMENTS) - FrameFormat.FRAME_HEADER;
  }

  private long segmentSize() {
    return Math.min(LARGEST_SEGMENT, limit() / SEGMENTS);
  }

  /// The sequence number after the last synced record.
  public long end() {
    return log.syncedEnd();
  }

  /// The sequence number of the first record that is not settled.
  public long position() {
    synchronized (progress) {
      return progress.position();
    }
  }

  /// The number of records that may be read and were not.
  public long unread() {
    synchronized (progress) {
      return Math.max(0, published - progress.read());
    }
  }

  /// Bytes on disk.
  public long size() {
    return log.size();
  }

  /// Bytes that it may take.
  public long limit() {
    return limit.getAsLong();
  }

  /// The lane's dead letters.
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /// The sequence numbers of the records that an earlier run left and had already dead-lettered.
  public Set<Long> alreadyDeadLettered() {
    return deadLetters.between(position(), end());
  }

  /// Appends records; they are safe once they are synced. The appending thread only.
  ///
  /// @return the sequence number after the last of them
  /// @throws SpoolException if there is no room and the oldest are not to make some
  /// @throws IOException if the disk refuses; [#rollback] then
  public long append(int count, byte[] payload) throws IOException {
    ensureOpen();
    long more = (long) FrameFormat.FRAME_HEADER + payload.length;
    while (log.size() + more > limit()) {
      if (!options.dropOldest() || !evict()) {
        throw new SpoolException(FULL);
      }
    }
    while (true) {
      try {
        return log.append(count, payload);
      } catch (IOException failure) {
        if (folder.hasRoomFor(more)) {
          throw failure;
        }
        if (!options.dropOldest() || !evict()) {
          throw new SpoolException(DISK_FULL);
        }
      }
    }
  }

  /// Makes durable what was appended. The appending thread only.
  ///
  /// @throws IOException if the disk refuses; [#rollback] then
  public void sync() throws IOException {
    ensureOpen();
    folder.ensureIfDue();
    log.sync();
    checkpoints.keep(this::checkpoint, Durability.LATER);
    log.prepare();
  }

  /// Forgets what was appended and is not synced: after a failure nobody knows what the disk holds
  /// of it. The appending thread only.
  public void rollback() {
    log.rollback();
  }

  /// Lets what is synced be read. The appending thread only.
  public void publish() {
    published = log.syncedEnd();
  }

  /// Drops the oldest segment.
  private boolean evict() throws IOException {
    Segment victim;
    long lost;
    synchronized (progress) {
      victim = log.removeOldest(Long.MAX_VALUE);
      if (victim == null) {
        return false;
      }
      lost = progress.skipTo(log.begin(), FULL);
    }
    if (lost > 0) {
      listener.lost(lost, FULL);
    }
    checkpoints.keep(this::checkpoint, Durability.NOW);
    log.delete(victim);
    return true;
  }

  /// The next frame that may be read, or null if there is none now. The reading thread only.
  ///
  /// @throws IOException if the disk cannot be read; another call tries again, and after some
  ///   attempts [#skipUnreadable] gives up what no attempt can read
  public @Nullable Frame read() throws IOException {
    return closed ? null : reader.next(published);
  }

  /// Lets go of the file that is being read, so that its room on the disk is free once it is
  /// dropped. The reading thread only.
  public void release() {
    reader.release();
  }

  /// Gives up what cannot be read of the segment that is being read, if the last [#read] failed in
  /// a file that it had opened. Does nothing if the file could not be opened: it may be whole. The
  /// reading thread only.
  public void skipUnreadable() {
    reader.skip();
  }

  /// Everything before a sequence number is settled. The reading thread only.
  ///
  /// @param dropped the records of it that were given up
  public void acknowledge(long before, long delivered, long deadLettered, Losses dropped) {
    synchronized (progress) {
      progress.book(delivered, deadLettered, dropped);
      progress.settleTo(before);
    }
    if (closed) {
      return;
    }
    Segment passed = log.removeOldest(position());
    checkpoints.keep(this::checkpoint, passed == null ? Durability.IF_DUE : Durability.NOW);
    while (passed != null) {
      try {
        log.delete(passed);
      } catch (IOException failure) {
        listener.trouble("cannot remove " + passed.path + ": " + SafeText.of(failure));
      }
      passed = log.removeOldest(position());
    }
  }

  /// Books records that were never stored.
  public void drop(long count, String reason) {
    synchronized (progress) {
      progress.drop(count, reason);
    }
  }

  private Checkpoint checkpoint() {
    synchronized (progress) {
      return progress.checkpoint(log.syncedEnd());
    }
  }

  /// Syncs and closes the files. Nothing may be appended or read after that. After [#fence] it
  /// closes the files and changes nothing in them.
  public void close() throws IOException {
    try (folder;
        deadLetters;
        checkpoints) {
      if (!closed) {
        finish();
      }
      reader.release();
      log.release();
    }
  }

  private void finish() throws IOException {
    try {
      log.sync();
    } finally {
      checkpoints.keep(this::checkpoint, Durability.NOW);
      fence();
      log.finish(position() >= end());
    }
  }

  /// From now on threads that were left behind change nothing here any more.
  public void fence() {
    closed = true;
  }

  private void ensureOpen() throws IOException {
    if (closed) {
      throw new IOException("the spool is closed");
    }
  }
}
