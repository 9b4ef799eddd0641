package dev.obs.http.listener;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A reader that divides the bytes of a connection into requests.
///
/// A line ends with CR LF. A lone LF, which RFC 9112 (section 2.2) lets a server accept, is
/// refused: a proxy in front of the listener may find the end of a request elsewhere.
final class RequestReader {
  private static final int LINE_LIMIT = 8 * 1024;
  private static final int HEAD_LIMIT = 16 * 1024;

  private final InputStream in;
  private byte[] buffer = new byte[1024];
  private int start;
  private int end;

  RequestReader(InputStream in) {
    this.in = in;
  }

  /// Waits for the first byte of a request.
  ///
  /// @return false if the client has ended the connection
  boolean await() throws IOException {
    if (start < end) {
      return true;
    }
    start = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  /// Reads the request line and the header, each line with its CR LF, without the empty line after
  /// them. Empty lines before a request are skipped, as RFC 9112 (section 2.2) recommends.
  String head() throws IOException, BadRequest {
    int scanned = 0;
    int line = 0; // both count from start
    while (true) {
      for (; start + scanned < end; scanned++) {
        if (buffer[start + scanned] != '\n') {
          continue;
        }
        if (scanned == line || buffer[start + scanned - 1] != '\r') {
          throw BadRequest.malformed("a line ends without CR LF");
        }
        boolean empty = scanned - 1 == line;
        if (empty && line > 0) {
          String head = new String(buffer, start, line, StandardCharsets.ISO_8859_1);
          start += scanned + 1;
          return head;
        }
        if (empty) {
          start += scanned + 1;
          scanned = -1;
        }
        line = scanned + 1;
      }
      if (line == 0 && scanned >= LINE_LIMIT) {
        throw new BadRequest(414, "the request line is longer than 8 KiB");
      }
      if (scanned >= HEAD_LIMIT) {
        throw new BadRequest(431, "the header is larger than 16 KiB");
      }
      fill();
    }
  }

  /// Skips a body.
  void skip(long bytes) throws IOException {
    long left = bytes;
    while (left > end - start) {
      left -= end - start;
      start = end;
      fill();
    }
    start += (int) left;
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read < 0) {
      throw new EOFException("the client ended the connection within a request");
    }
    end += read;
  }
}
