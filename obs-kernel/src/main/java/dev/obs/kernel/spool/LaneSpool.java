package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Checkpoints.Durability;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The records of one lane on disk, from their sync to their acknowledgement.
///
/// One thread appends and syncs, another reads and acknowledges. Segments are removed when the
/// position, which is durable by then, has passed them.
public final class LaneSpool {
  private final LaneFolder folder;
  private final SpoolOptions options;
  private final SegmentLog log;
  private final Progress progress; // its lock comes before that of the log
  private final Checkpoints checkpoints;
  private final LogReader reader;
  private final DeadLetters deadLetters;
  private final SpoolListener listener;
  private final LaneId id;
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
    this.listener = listener;
    id = new LaneId(folder, listener);
    checkpoints = new Checkpoints(found.checkpoints(), options.syncInterval(), listener);
    deadLetters = found.deadLetters();
    log = new SegmentLog(folder, limit, found.segments(), found.end());
    published = found.end();
    Checkpoint last = found.checkpoint();
    progress = new Progress(last);
    reader = new LogReader(folder.disk());
    // the records before the first segment were dropped on purpose, except those in delivery
    String reason = last.ahead() > 0 ? Losses.FULL : Losses.DAMAGED;
    long gap = progress.skipTo(log.begin(), reason);
    long dropped = Math.min(last.ahead(), gap);
    recovered = found.end() - last.position() - dropped;
    listener.report(gap - dropped, reason);
    log.prepare();
  }

  /// Whether this is its folder's name.
  boolean isIn(String name) {
    return folder.path().endsWith(name);
  }

  /// The id that tells its sequence numbers from those of other lanes.
  public LaneId id() {
    return id;
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
    return log.largestPayload();
  }

  /// The sequence number after the last synced record.
  public long end() {
    return log.syncedEnd();
  }

  /// The sequence number of the first record that is not settled.
  public long position() {
    return progress.position();
  }

  /// The number of records that may be read and were not.
  public long unread() {
    return Math.max(0, published - progress.read());
  }

  /// Bytes on disk.
  public long size() {
    return log.size();
  }

  /// Bytes that it may take.
  public long limit() {
    return log.limit();
  }

  /// The lane's dead letters.
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /// Appends records; they are safe once they are synced. The appending thread only.
  ///
  /// @return the sequence number after the last of them
  /// @throws SpoolException if there is no room and the oldest are not to make some
  /// @throws IOException if the disk refuses; [#rollback] then
  public long append(int count, byte[] payload) throws IOException {
    ensureOpen();
    long more = (long) Frame.HEADER + payload.length;
    while (log.size() + more > limit()) {
      dropOldest(Losses.FULL);
    }
    while (true) {
      try {
        return log.append(count, payload);
      } catch (IOException failure) {
        if (folder.hasRoomFor(more)) {
          throw failure;
        }
        dropOldest(Losses.DISK_FULL);
      }
    }
  }

  /// Drops the oldest segment to make room.
  ///
  /// @param need the reason if it must not be dropped or is the only one
  private void dropOldest(String need) throws IOException {
    Segment oldest;
    long lost;
    synchronized (progress) {
      oldest = options.dropOldest() ? log.removeOldest(Long.MAX_VALUE) : null;
      if (oldest == null) {
        throw new SpoolException(need);
      }
      lost = progress.skipTo(log.begin(), Losses.FULL);
    }
    listener.report(lost, Losses.FULL);
    checkpoints.keep(this::checkpoint, Durability.NOW);
    log.delete(oldest);
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

  /// The next frame that may be read, or null if there is none now. The reading thread only.
  ///
  /// @throws IOException if the disk cannot be read; another call tries again, and after some
  ///   attempts [#skipUnreadable] gives up what no attempt can read
  public @Nullable Frame read() throws IOException {
    while (!closed) {
      long from = progress.read();
      Segment segment = from < published ? log.segment(from) : null;
      if (segment == null) {
        return null;
      }
      try {
        Frame frame = reader.next(segment, from);
        if (advance(from, segment, frame, Losses.DAMAGED) && frame != null) {
          return frame;
        }
      } catch (NoSuchFileException removed) {
        advance(from, segment, null, Losses.REMOVED);
      } catch (IOException failure) {
        if (progress.read() == from) { // else the segment was dropped meanwhile
          throw failure;
        }
      }
    }
    return null;
  }

  /// Moves the reader on behind a frame, or if there is none to the end of its segment.
  ///
  /// @return false if that was dropped meanwhile to make room
  private boolean advance(long from, Segment segment, @Nullable Frame frame, String reason) {
    long lost;
    synchronized (progress) {
      if (progress.read() != from) {
        return false;
      }
      lost = progress.skipTo(frame == null ? segment.end() : frame.first(), reason);
      progress.readTo(frame == null ? segment.end() : frame.end());
    }
    listener.report(lost, reason);
    return true;
  }

  /// Lets go of the file that is being read, so that its room on the disk is free once it is
  /// dropped. The reading thread only.
  public void release() {
    reader.release();
  }

  /// Gives up what the last [#read] could not read in a file that it had opened. A file that could
  /// not be opened may be whole. The reading thread only.
  public void skipUnreadable() {
    long from = progress.read();
    Segment segment = reader.isUnreadable() ? log.segment(from) : null;
    if (segment != null) {
      reader.close();
      advance(from, segment, null, Losses.DAMAGED);
    }
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
    for (; passed != null; passed = log.removeOldest(position())) {
      try {
        log.delete(passed);
      } catch (IOException failure) {
        listener.trouble("cannot remove " + passed.path() + ": " + SafeText.of(failure));
      }
    }
  }

  /// Books records that were never stored.
  public void drop(long count, String reason) {
    progress.drop(count, reason);
  }

  private Checkpoint checkpoint() {
    synchronized (progress) { // what is dropped meanwhile must not be beyond the end
      return progress.checkpoint(log.syncedEnd());
    }
  }

  /// Syncs and closes the files. Nothing may be appended or read after that. After [#fence] it
  /// closes the files and changes nothing in them.
  public void close() throws IOException {
    try (folder;
        deadLetters;
        checkpoints;
        log;
        reader) {
      if (!closed) {
        finish();
      }
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
