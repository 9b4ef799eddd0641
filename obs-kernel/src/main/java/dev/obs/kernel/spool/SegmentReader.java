package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Disk.DiskFile;
import dev.obs.kernel.spool.FrameFormat.Header;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the frames of one segment in order. Whatever the bytes are, it ends, holds no more memory
/// than one frame that is really there, and skips no frame that is whole: where a header is damaged
/// it looks for the next one, byte by byte.
final class SegmentReader implements Closeable {
  private static final int CHUNK = 1 << 16;

  private final Disk disk;
  private final Path path;
  private @Nullable DiskFile file;
  private final byte[] header = new byte[FrameFormat.FRAME_HEADER];
  private long at = FrameFormat.SEGMENT_HEADER;

  SegmentReader(Disk disk, Path path) {
    this.disk = disk;
    this.path = path;
  }

  /// Opens the file, unless it is open.
  void open() throws IOException {
    if (file == null) {
      file = disk.openToRead(path);
    }
  }

  /// The version that the segment states, or 0 if its header is damaged.
  int version() throws IOException {
    byte[] start = new byte[FrameFormat.SEGMENT_HEADER];
    return FrameFormat.version(start, read(start, 0));
  }

  /// The number of bytes in it.
  long size() throws IOException {
    return file().size();
  }

  /// The next frame that is whole and in order.
  ///
  /// @param from the sequence number that is expected; frames before it are not wanted
  /// @param end the sequence number that the segment cannot reach
  /// @param limit where in the file to stop
  /// @return null if there is none up to the limit
  @Nullable Frame next(long from, long end, long limit) throws IOException {
    while (true) {
      Header found = headerAt(limit);
      if (found == null) {
        return null;
      }
      if (found.end() <= from || found.end() > end) {
        at += found.size(); // acknowledged, or written again elsewhere after a failure
        continue;
      }
      byte[] payload = new byte[found.length()];
      file().read(ByteBuffer.wrap(payload), at + FrameFormat.FRAME_HEADER);
      if (FrameFormat.checksum(payload, 0, payload.length) == found.payloadChecksum()) {
        at += found.size();
        return new Frame(found.first(), found.count(), payload);
      }
      at += FrameFormat.FRAME_HEADER; // of the payload some may be gone: do not skip its length
    }
  }

  /// Goes to the next header of a frame that ends before the limit.
  private @Nullable Header headerAt(long limit) throws IOException {
    Header expected = FrameFormat.header(header, read(header, at), 0);
    return fits(expected, at, limit) ? expected : search(limit);
  }

  private @Nullable Header search(long limit) throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (limit - at >= FrameFormat.FRAME_HEADER) {
      int length = read(chunk, at);
      int last = length - FrameFormat.FRAME_HEADER;
      for (int i = 0; i <= last; i++) {
        Header candidate = FrameFormat.header(chunk, length, i);
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

  private int read(byte[] into, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into);
    file().read(buffer, position);
    return buffer.position();
  }

  private static boolean fits(@Nullable Header header, long at, long limit) {
    return header != null && at + header.size() <= limit;
  }

  private DiskFile file() throws IOException {
    open();
    return Objects.requireNonNull(file);
  }

  /// Closes the file. Reading on opens it again, at the same place.
  @Override
  public void close() {
    DiskFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException ignored) {
        // it was only read
      }
    }
  }
}
