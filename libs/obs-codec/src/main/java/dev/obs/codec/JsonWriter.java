package dev.obs.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/// A writer of JSON (RFC 8259) as UTF-8 into one growing buffer, which [#reset] makes reusable.
///
/// Whatever the text, the result is valid JSON on one line: control characters (C0, DEL, C1) and
/// the line separators U+2028 and U+2029 are escaped, a lone surrogate becomes U+FFFD, and numbers
/// that JSON lacks become the strings `NaN`, `Infinity` and `-Infinity`. The caller keeps names and
/// values in order; nothing checks that. Not thread-safe.
public final class JsonWriter extends Utf8Buffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  /// The ASCII characters that are written as they are.
  private static final boolean[] PLAIN = plainCharacters();

  private static final int INITIAL_CAPACITY = 512;

  private boolean separate;

  /// An empty writer.
  public JsonWriter() {
    super(INITIAL_CAPACITY);
  }

  /// Starts an object.
  public JsonWriter beginObject() {
    separator();
    ascii('{');
    separate = false;
    return this;
  }

  /// Ends an object.
  public JsonWriter endObject() {
    ascii('}');
    separate = true;
    return this;
  }

  /// Starts an array.
  public JsonWriter beginArray() {
    separator();
    ascii('[');
    separate = false;
    return this;
  }

  /// Ends an array.
  public JsonWriter endArray() {
    ascii(']');
    separate = true;
    return this;
  }

  /// Writes a member's name.
  public JsonWriter name(String name) {
    separator();
    string(name);
    ascii(':');
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
    separator();
    decimal(value);
    separate = true;
    return this;
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
    bytes(value ? TRUE : FALSE);
    separate = true;
    return this;
  }

  /// Writes null.
  public JsonWriter nullValue() {
    separator();
    bytes(NULL);
    separate = true;
    return this;
  }

  /// Ends a line, as newline-delimited JSON requires.
  public JsonWriter newLine() {
    ascii('\n');
    separate = false;
    return this;
  }

  @Override
  public void reset() {
    super.reset();
    separate = false;
  }

  @Override
  public void truncate(int length) {
    super.truncate(length);
    separate = false;
  }

  private JsonWriter literal(String text) {
    separator();
    ascii(text);
    separate = true;
    return this;
  }

  private void string(String text) {
    int length = text.length();
    reserve(length + 2);
    buffer[size++] = '"';
    for (int i = plain(text); i < length; ) {
      char c = text.charAt(i);
      reserve(6 + length - i);
      if (c < 0x80) {
        escapedAscii(c);
        i++;
      } else if (c < 0xA0 || c == 0x2028 || c == 0x2029) {
        escape(c);
        i++;
      } else {
        i = character(text, i);
      }
    }
    ascii('"');
  }

  /// Writes the characters before the first one that is not itself in JSON, for which there is
  /// room.
  ///
  /// @return their number, for most texts all
  private int plain(String text) {
    int length = text.length();
    byte[] target = buffer;
    int from = size;
    int i = 0;
    while (i < length) {
      char c = text.charAt(i);
      if (c >= PLAIN.length || !PLAIN[c]) {
        break;
      }
      target[from + i++] = (byte) c;
    }
    size = from + i;
    return i;
  }

  private static boolean[] plainCharacters() {
    boolean[] plain = new boolean[0x80];
    for (char c = ' '; c < 0x7F; c++) {
      plain[c] = c != '"' && c != '\\';
    }
    return plain;
  }

  private void escapedAscii(char c) {
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
      ascii(',');
    }
  }
}
