package dev.obs.bench.load;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/// The floor for a log line: its parts are copied into a buffer of 64 KiB, the seconds of the
/// timestamp are formatted once each.
final class HandWritten {
  private static final int FULL = 1 << 16;
  private static final byte[] TIMESTAMP = bytes("{\"timestamp\":\"");
  private static final byte[] MESSAGE =
      bytes("Z\",\"level\":\"INFO\",\"logger\":\"bench.Orders\",\"message\":\"order ");
  private static final byte[] END =
      bytes(
          " placed by alice\",\"trace_id\":\""
              + LogLoad.TRACE_ID
              + "\",\"span_id\":\""
              + LogLoad.SPAN_ID
              + "\",\"trace_flags\":\"01\",\"attributes\":{\"thread.name\":\"main\"}}\n");

  private final OutputStream out;
  private final byte[] buffer = new byte[FULL + 1024];
  private int size;
  private long second = -1;
  private byte[] prefix = new byte[0];
  private long id = 1000;

  HandWritten(Path file) throws IOException {
    out = new FileOutputStream(file.toFile());
  }

  void line() {
    long millis = System.currentTimeMillis();
    if (millis / 1000 != second) {
      second = millis / 1000;
      prefix = bytes(Instant.ofEpochSecond(second).toString().substring(0, 19) + ".");
    }
    copy(TIMESTAMP);
    copy(prefix);
    int fraction = (int) (millis % 1000);
    buffer[size++] = (byte) ('0' + fraction / 100);
    buffer[size++] = (byte) ('0' + fraction / 10 % 10);
    buffer[size++] = (byte) ('0' + fraction % 10);
    copy(MESSAGE);
    number(id++);
    copy(END);
    if (size >= FULL) {
      flush();
    }
  }

  void flush() {
    try {
      out.write(buffer, 0, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    size = 0;
  }

  private void copy(byte[] part) {
    System.arraycopy(part, 0, buffer, size, part.length);
    size += part.length;
  }

  private void number(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int at = size + digits - 1; at >= size; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
