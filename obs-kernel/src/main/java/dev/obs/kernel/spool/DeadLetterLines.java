package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of an open file of dead letters, read forwards or backwards. Holds 64 KiB, and one
/// line if it is asked for, whatever the file holds.
final class DeadLetterLines {
  private static final int CHUNK = 1 << 16;

  /// Base64 of the largest frame, its reason and its text fit.
  private static final int LONGEST = 2 * Frame.LARGEST;

  private final DiskFile file;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).limit(0);
  private long chunkAt;

  DeadLetterLines(DiskFile file) {
    this.file = file;
  }

  /// A line.
  ///
  /// @param end where it ends, its line feed included
  record Line(long start, long end) {
    long length() {
      return end - start;
    }
  }

  /// The line that begins at a place, or null at the end of the file.
  @Nullable Line at(long start) throws IOException {
    long size = file.size();
    if (start >= size) {
      return null;
    }
    for (long at = start; at < size; at++) {
      if (byteAt(at, at) == '\n') {
        return new Line(start, at + 1);
      }
    }
    return new Line(start, size);
  }

  /// The line that ends at a place, or null at the beginning of the file.
  @Nullable Line before(long end) throws IOException {
    if (end <= 0) {
      return null;
    }
    for (long at = end - 2; at >= 0; at--) {
      if (byteAt(at, Math.max(0, at + 1 - CHUNK)) == '\n') {
        return new Line(at + 1, end);
      }
    }
    return new Line(0, end);
  }

  /// The end of the last whole line.
  long wholeEnd() throws IOException {
    long size = file.size();
    Line last = before(size);
    return last == null || byteAt(size - 1, size - 1) == '\n' ? size : last.start;
  }

  /// The number of a line, from 1.
  long number(Line line) throws IOException {
    long number = 1;
    for (Line at = at(0); at != null && at.end <= line.start; at = at(at.end)) {
      number++;
    }
    return number;
  }

  /// The sequence number in a line, or -1 if it is not a dead letter.
  long sequence(Line line) throws IOException {
    int head = (int) Math.min(DeadLetter.HEAD, line.length());
    int tail = (int) Math.min(DeadLetter.TAIL, line.length());
    String start = text(line.start, head);
    return DeadLetter.sequence(start, text(line.end - tail, tail).stripTrailing());
  }

  /// The text of a line, or empty if it is longer than any dead letter. Bytes that are not UTF-8
  /// must not hide the lines around them.
  String text(Line line) throws IOException {
    return line.length() > LONGEST ? "" : text(line.start, (int) line.length()).stripTrailing();
  }

  private String text(long start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    file.read(bytes, start);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
  }

  /// @param from where to begin to read if the byte is not in memory
  private byte byteAt(long at, long from) throws IOException {
    if (at < chunkAt || at >= chunkAt + chunk.limit()) {
      chunk.clear();
      file.read(chunk, from);
      chunk.flip();
      chunkAt = from;
      if (at >= from + chunk.limit()) {
        throw new IOException("the file was cut off while it was read");
      }
    }
    return chunk.get((int) (at - chunkAt));
  }
}
