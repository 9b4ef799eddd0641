package dev.obs.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A writer of JSON (RFC 8259) as UTF-8 into one growing buffer, which [#reset] makes reusable.
///
/// For any text the result is valid JSON on one line: control characters (C0, DEL, C1) and the line
/// separators U+2028 and U+2029 are escaped, a lone surrogate becomes U+FFFD, and numbers that JSON
/// lacks become the strings `NaN`, `Infinity` and `-Infinity`. The caller must keep names and
/// values in order; the writer does not check it. Not thread-safe.
public final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private static final int INITIAL_CAPACITY = 512;

  /// The largest buffer that is reused: one huge batch must not hold its memory permanently.
  private static final int MAX_KEPT_CAPACITY = 4 << 20;

  private byte[] buffer = new byte[INITIAL_CAPACITY];
  private int size;
  private boolean separate;

  /// Creates an empty writer.
  public JsonWriter() {}

  /// Starts an object.
  public JsonWriter beginObject() {
    separator();
    put('{');
    separate = false;
    return this;
  }

  /// Ends an object.
  public JsonWriter endObject() {
    put('}');
    separate = true;
    return this;
  }

  /// Starts an array.
  public JsonWriter beginArray() {
    separator();
    put('[');
    separate = false;
    return this;
  }

  /// Ends an array.
  public JsonWriter endArray() {
    put(']');
    separate = true;
    return this;
  }

  /// Writes a member's name.
  public JsonWriter name(String name) {
    separator();
    string(name);
    put(':');
    separate = false;
    return this;
  }

  /// Writes a string.
  public JsonWriter value(String value) {
    separator();
    string(value);
    separate = true;
    return this;
  }

  /// Writes a whole number.
  public JsonWriter value(long value) {
    return literal(Long.toString(value));
  }

  /// Writes a number, or its name as a string where JSON has none for it.
  public JsonWriter value(double value) {
    if (!Double.isFinite(value)) {
      return value(Double.toString(value));
    }
    boolean negativeZero = value == 0 && 1 / value < 0;
    if (value == Math.rint(value) && Math.abs(value) < 1e15 && !negativeZero) {
      return literal(Long.toString((long) value));
    }
    if (Math.abs(value) >= 1e7 && Math.abs(value) < 1e15) {
      return literal(
          BigDecimal.valueOf(value)
              .toPlainString()); // no exponent, for example for a time in seconds
    }
    return literal(Double.toString(value));
  }

  /// Writes a boolean.
  public JsonWriter value(boolean value) {
    separator();
    put(value ? TRUE : FALSE);
    separate = true;
    return this;
  }

  /// Writes null.
  public JsonWriter nullValue() {
    separator();
    put(NULL);
    separate = true;
    return this;
  }

  /// Ends a line, as newline-delimited JSON requires.
  public JsonWriter newLine() {
    put('\n');
    separate = false;
    return this;
  }

  /// Returns the number of bytes written since the last [#reset].
  public int size() {
    return size;
  }

  /// Discards the content, and releases a buffer of more than 4 MiB.
  public void reset() {
    size = 0;
    separate = false;
    if (buffer.length > MAX_KEPT_CAPACITY) {
      buffer = new byte[INITIAL_CAPACITY];
    }
  }

  /// Discards the content after the first `length` bytes, for example when the last value grew too
  /// large.
  public void truncate(int length) {
    size = Math.min(size, length);
    separate = false;
  }

  /// Returns a copy of the content.
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /// Writes the content in one call.
  public void writeTo(OutputStream out) throws IOException {
    out.write(buffer, 0, size);
  }

  @Override
  public String toString() {
    return new String(buffer, 0, size, StandardCharsets.UTF_8);
  }

  private JsonWriter literal(String text) {
    separator();
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      buffer[size++] = (byte) text.charAt(i);
    }
    separate = true;
    return this;
  }

  private void string(String text) {
    int length = text.length();
    reserve(length + 2);
    buffer[size++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      reserve(6 + length - i);
      if (c < 0x80) {
        ascii(c);
      } else if (c < 0xA0 || c == 0x2028 || c == 0x2029) {
        escape(c);
      } else {
        int codePoint = Utf8.codePointAt(text, i);
        size = Utf8.put(buffer, size, codePoint);
        i += Character.charCount(codePoint) - 1;
      }
    }
    put('"');
  }

  private void ascii(char c) {
    switch (c) {
      case '"', '\\' -> {
        buffer[size++] = '\\';
        buffer[size++] = (byte) c;
      }
      case '\n' -> shortEscape('n');
      case '\r' -> shortEscape('r');
      case '\t' -> shortEscape('t');
      default -> {
        if (c < 0x20 || c == 0x7F) {
          escape(c);
        } else {
          buffer[size++] = (byte) c;
        }
      }
    }
  }

  private void shortEscape(char c) {
    buffer[size++] = '\\';
    buffer[size++] = (byte) c;
  }

  private void escape(int c) {
    buffer[size++] = '\\';
    buffer[size++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      buffer[size++] = HEX[(c >> shift) & 0xF];
    }
  }

  private void separator() {
    if (separate) {
      put(',');
    }
  }

  private void put(char c) {
    reserve(1);
    buffer[size++] = (byte) c;
  }

  private void put(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), buffer.length * 2));
    }
  }
}
