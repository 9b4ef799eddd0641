package dev.obs.kernel.spool;

import dev.obs.kernel.spool.SegmentLog.Stretch;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// Reads the segments of a log one after the other, counts what is missing, and follows when old
/// segments are dropped under it. One thread only.
final class LogReader {
  private final Disk disk;
  private final SegmentLog log;
  private final Progress progress; // guarded by itself
  private final SpoolListener listener;
  private @Nullable Segment segment;
  private @Nullable SegmentReader reader;
  private boolean unreadable; // the last attempt failed in a file that was open

  LogReader(Disk disk, SegmentLog log, Progress progress, SpoolListener listener) {
    this.disk = disk;
    this.log = log;
    this.progress = progress;
    this.listener = listener;
  }

  /// The next frame, or null if there is none.
  ///
  /// @param published the sequence number up to which it may read
  /// @throws IOException if the disk cannot be read; another call tries again
  @Nullable Frame next(long published) throws IOException {
    while (true) {
      long from;
      Stretch stretch;
      synchronized (progress) {
        from = progress.read();
        stretch = from < published ? log.stretch(from) : null;
      }
      if (stretch == null) {
        return null;
      }
      Frame frame;
      SegmentReader open = reader(stretch.segment());
      unreadable = false;
      boolean opened = false;
      try {
        open.open();
        opened = true;
        frame = open.next(from, stretch.end(), stretch.limit());
      } catch (NoSuchFileException removed) {
        leave();
        skipTo(from, stretch.end(), LaneSpool.REMOVED);
        continue;
      } catch (IOException failure) {
        leave();
        if (isDropped(from)) {
          continue;
        }
        unreadable = opened && !(failure instanceof ClosedChannelException); // by an interrupt
        throw failure;
      }
      long lost;
      synchronized (progress) {
        if (progress.read() != from) {
          continue; // dropped meanwhile to make room
        }
        lost = progress.skipTo(frame == null ? stretch.end() : frame.first(), LaneSpool.DAMAGED);
        if (frame != null) {
          progress.readTo(frame.first() + frame.count());
        }
      }
      count(lost, LaneSpool.DAMAGED);
      if (frame != null) {
        return frame;
      }
    }
  }

  private boolean isDropped(long from) {
    synchronized (progress) {
      return progress.read() != from;
    }
  }

  /// Gives up what is left of a segment, unless somebody dropped it meanwhile.
  private void skipTo(long from, long end, String reason) {
    long lost;
    synchronized (progress) {
      lost = progress.read() == from ? progress.skipTo(end, reason) : 0;
    }
    count(lost, reason);
  }

  /// Gives up the rest of the segment if its file was open and could not be read. A file that
  /// cannot be opened now, for lack of descriptors or rights, is left for another attempt.
  void skip() {
    if (!unreadable) {
      return;
    }
    unreadable = false;
    long lost;
    synchronized (progress) {
      Stretch stretch = log.stretch(progress.read());
      lost = stretch == null ? 0 : progress.skipTo(stretch.end(), LaneSpool.DAMAGED);
    }
    count(lost, LaneSpool.DAMAGED);
  }

  private void count(long lost, String reason) {
    if (lost > 0) {
      listener.lost(lost, reason);
    }
  }

  private SegmentReader reader(Segment wanted) {
    SegmentReader open = reader;
    if (open == null || segment != wanted) {
      leave();
      open = new SegmentReader(disk, wanted.path);
      reader = open;
      segment = wanted;
    }
    return open;
  }

  /// Closes the file; the next call opens it again, where it was.
  void release() {
    if (reader != null) {
      reader.close();
    }
  }

  private void leave() {
    release();
    reader = null;
    segment = null;
  }
}
