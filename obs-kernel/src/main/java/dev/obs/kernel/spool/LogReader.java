package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Disk.DiskFile;
import dev.obs.kernel.spool.Frame.Header;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// Reads the frames of a log, segment by segment, each in order. Whatever the bytes are, it ends,
/// holds no more memory than one frame that is really there, and skips no frame that is whole:
/// where a header is damaged it looks for the next one, byte by byte. One thread only.
final class LogReader implements Closeable {
  private static final int CHUNK = 1 << 16;

  private final Disk disk;
  private final byte[] header = new byte[Frame.HEADER];
  private @Nullable Segment segment;
  private @Nullable DiskFile file; // of the segment
  private long at; // in the file
  private boolean unreadable;

  LogReader(Disk disk) {
    this.disk = disk;
  }

  /// The next frame of a segment that is whole and in order. Another segment than that of the last
  /// call is read from its beginning.
  ///
  /// @param from the sequence number that is expected; frames before it are not wanted
  /// @return null if there is none in what may be read of the segment
  @Nullable Frame next(Segment wanted, long from) throws IOException {
    unreadable = false;
    try {
      return next(open(wanted), wanted, from);
    } catch (IOException failure) {
      boolean opened = file != null;
      close();
      unreadable = opened && !(failure instanceof ClosedChannelException); // by an interrupt
      throw failure;
    }
  }

  private @Nullable Frame next(DiskFile open, Segment wanted, long from) throws IOException {
    while (true) {
      Header found = headerAt(open, wanted.size());
      if (found == null) {
        return null;
      }
      if (found.end() <= from || found.end() > wanted.end()) {
        at += found.size(); // acknowledged, or written again elsewhere after a failure
        continue;
      }
      byte[] payload = new byte[found.length()];
      open.read(ByteBuffer.wrap(payload), at + Frame.HEADER);
      if (found.matches(payload)) {
        at += found.size();
        return new Frame(found, payload);
      }
      at += Frame.HEADER; // of the payload some may be gone: do not skip its length
    }
  }

  private DiskFile open(Segment wanted) throws IOException {
    if (segment == null || segment.first() != wanted.first()) {
      close();
      segment = wanted;
      at = Segment.HEADER;
    }
    DiskFile open = file;
    if (open == null) {
      open = disk.openToRead(wanted.path());
      file = open;
    }
    return open;
  }

  /// Goes to the next header of a frame that ends before the limit.
  private @Nullable Header headerAt(DiskFile in, long limit) throws IOException {
    Header expected = Frame.header(header, read(in, header, at), 0);
    return fits(expected, at, limit) ? expected : search(in, limit);
  }

  private @Nullable Header search(DiskFile in, long limit) throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (limit - at >= Frame.HEADER) {
      int length = read(in, chunk, at);
      int last = length - Frame.HEADER;
      for (int i = 0; i <= last; i++) {
        Header candidate = Frame.header(chunk, length, i);
        if (fits(candidate, at + i, limit)) {
          at += i;
          return candidate;
        }
      }
      if (last < 0) {
        return null;
      }
      at += last + 1;
    }
    return null;
  }

  private static int read(DiskFile in, byte[] into, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into);
    in.read(buffer, position);
    return buffer.position();
  }

  private static boolean fits(@Nullable Header header, long at, long limit) {
    return header != null && at + header.size() <= limit;
  }

  /// Whether the last attempt failed in a file that was open. A file that cannot be opened now, for
  /// lack of descriptors or rights, may be whole.
  boolean isUnreadable() {
    return unreadable;
  }

  /// Closes the file; the next call opens it again, where it was.
  void release() {
    SpareSegment.closeQuietly(file);
    file = null;
  }

  /// Closes the file and forgets where it was, and that it could not be read.
  @Override
  public void close() {
    release();
    segment = null;
    unreadable = false;
  }
}
