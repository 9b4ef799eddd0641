package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The segments of a lane, as files: appends to the last one, syncs it, starts the next one.
///
/// Each segment is another file, made ahead ([SpareSegment]): a file whose sync failed is never
/// appended to again.
///
/// One thread appends; another may look and remove the oldest. What both see is guarded by this
/// object's monitor, which nobody holds while a disk works.
final class SegmentLog implements Closeable {
  /// Segments that the room of a lane is divided into, at least.
  private static final int SEGMENTS = 8;

  private static final long LARGEST_SEGMENT = 8 << 20;

  private final LaneFolder folder;
  private final Disk disk;
  private final SpareSegment spare;
  private final LongSupplier limit;
  private final Deque<Segment> segments = new ArrayDeque<>(); // guarded by this
  private long size; // guarded by this
  private long syncedEnd; // guarded by this

  // the appending thread's own
  private @Nullable Segment active; // the last segment, or null if another one has to start
  private @Nullable DiskFile file; // of the active segment
  private long writtenEnd;
  private long writtenBytes; // of the active segment

  /// @param limit bytes that the segments may take
  /// @param found the segments that an earlier run left, in order
  /// @param end the sequence number that the next record gets
  SegmentLog(LaneFolder folder, LongSupplier limit, List<Segment> found, long end) {
    this.folder = folder;
    this.disk = folder.disk();
    this.spare = new SpareSegment(folder);
    this.limit = limit;
    segments.addAll(found);
    size = found.stream().mapToLong(Segment::size).sum();
    syncedEnd = end;
    writtenEnd = end;
  }

  /// The segment that holds a synced record, or the next one after it; null if nothing from there
  /// on is synced.
  synchronized @Nullable Segment segment(long sequence) {
    for (Segment segment : segments) {
      if (segment.end() > sequence) {
        return segment;
      }
    }
    return null;
  }

  /// The sequence number after the last synced record.
  synchronized long syncedEnd() {
    return syncedEnd;
  }

  /// Bytes on disk.
  synchronized long size() {
    return size;
  }

  /// Bytes that it may take.
  long limit() {
    return limit.getAsLong();
  }

  /// The largest payload that can be appended.
  int largestPayload() {
    return (int) Math.min(Frame.LARGEST, limit() / SEGMENTS) - Frame.HEADER;
  }

  /// Appends a frame; it is safe once it is synced.
  ///
  /// @return the sequence number after its last record
  /// @throws IOException if it cannot be written, or what was written before cannot be synced
  long append(int count, byte[] payload) throws IOException {
    ByteBuffer frame = Frame.encode(writtenEnd, count, payload);
    int length = frame.remaining();
    if (file == null || isFull(length)) {
      roll();
    }
    DiskFile out = file;
    if (out == null) {
      throw new IOException("closed");
    }
    try {
      out.write(frame, writtenBytes);
    } catch (IOException failure) {
      cut(out, writtenBytes);
      throw failure;
    }
    writtenEnd += count;
    writtenBytes += length;
    synchronized (this) {
      size += length;
    }
    return writtenEnd;
  }

  /// Makes durable what was appended.
  ///
  /// @throws IOException if that failed, or the file is not in its folder any more
  void sync() throws IOException {
    DiskFile out = file;
    Segment segment = active;
    if (out == null || segment == null || writtenEnd == syncedEnd()) {
      return;
    }
    out.sync();
    if (!out.isAt(segment.path())) {
      throw new NoSuchFileException(segment.path().toString(), null, "removed while in use");
    }
    Segment synced = segment.upTo(writtenEnd, writtenBytes);
    synchronized (this) {
      segments.pollLast();
      segments.addLast(synced);
      syncedEnd = writtenEnd;
    }
    active = synced;
  }

  /// Forgets what was appended since the last sync, and goes on in another file: what a disk holds
  /// after a failure nobody knows.
  void rollback() {
    DiskFile out = file;
    long synced = active == null ? writtenBytes : active.size();
    file = null;
    active = null;
    synchronized (this) {
      writtenEnd = syncedEnd;
      size -= writtenBytes - synced;
    }
    writtenBytes = synced;
    if (out != null) {
      cut(out, synced);
      SpareSegment.closeQuietly(out);
    }
  }

  private long segmentSize() {
    return Math.min(LARGEST_SEGMENT, limit() / SEGMENTS);
  }

  private boolean isFull(int more) {
    return active == null || (writtenBytes > Segment.HEADER && writtenBytes + more > segmentSize());
  }

  private void roll() throws IOException {
    sync();
    SpareSegment.closeQuietly(file);
    file = null;
    forgetEmpty();
    Segment next = Segment.empty(folder.path(), writtenEnd);
    DiskFile out = spare.take(next.path());
    synchronized (this) {
      segments.addLast(next);
      size += next.size();
    }
    active = next;
    file = out;
    writtenBytes = next.size();
  }

  /// Makes the next segment ahead, if that is possible now.
  void prepare() {
    spare.prepare();
  }

  /// Takes a last segment that holds nothing out of the log: the next one gets its name.
  private synchronized void forgetEmpty() {
    Segment last = segments.peekLast();
    if (last != null && last.first() == writtenEnd) {
      segments.removeLast();
      size -= last.size();
    }
  }

  /// Takes the oldest segment out of the log, unless it is the only one or not passed yet.
  ///
  /// @param passed the sequence number that the segment must not reach beyond
  /// @return the segment, for [#delete], or null
  synchronized @Nullable Segment removeOldest(long passed) {
    Iterator<Segment> oldest = segments.iterator();
    if (!oldest.hasNext()) {
      return null;
    }
    Segment first = oldest.next();
    if (!oldest.hasNext() || oldest.next().first() > passed) {
      return null;
    }
    segments.removeFirst();
    size -= first.size();
    return first;
  }

  /// The sequence number at which the oldest segment begins, or after the last record if there is
  /// none.
  synchronized long begin() {
    Segment first = segments.peekFirst();
    return first == null ? syncedEnd : first.first();
  }

  /// Removes a segment's file.
  void delete(Segment segment) throws IOException {
    disk.delete(segment.path());
  }

  /// Ends appending. Removes the spare segment, and all others if nothing in them is wanted any
  /// more.
  void finish(boolean settled) throws IOException {
    spare.remove();
    List<Segment> rest = List.of();
    synchronized (this) {
      active = null;
      if (settled) {
        rest = List.copyOf(segments);
        segments.clear();
        size = 0;
      }
    }
    for (Segment segment : rest) {
      disk.delete(segment.path());
    }
  }

  /// Closes the files.
  @Override
  public void close() {
    SpareSegment.closeQuietly(file);
    file = null;
    spare.release();
  }

  private static void cut(DiskFile out, long size) {
    try {
      out.truncate(size);
    } catch (IOException ignored) {
      // bytes behind the last synced one are not read in this run; the next run recognises them
    }
  }
}
