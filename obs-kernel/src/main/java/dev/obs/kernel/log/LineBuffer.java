package dev.obs.kernel.log;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonValueWriter;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A buffer for JSON lines, as [JsonWriter] writes them: the same escapes, in fewer steps. Texts
/// without special characters are copied in one loop, names that come again and again are quoted
/// once, and the seconds of a time are formatted once.
///
/// Used by one thread.
final class LineBuffer extends Utf8Buffer {
  private static final int INITIAL_CAPACITY = 1 << 13;
  private static final long SECOND = 1_000_000_000;
  private static final int SECONDS_LENGTH = "2026-12-01T00:00:00.".length();
  private static final int DIGITS = 9;
  private static final byte[] HEX = constant("0123456789abcdef");
  private static final byte[] NULL = constant("null");
  private static final byte[] TRUE = constant("true");
  private static final byte[] FALSE = constant("false");
  private static final char ASCII_END = 0x80;
  private static final char CONTROLS_END = 0xA0;
  private static final int LONGEST_ESCAPE = 6;

  /// The escape of an ASCII character: 0 for none, `u` for that of its number, else the character
  /// after the backslash.
  private static final byte[] ESCAPES = escapes();

  private final QuotedTexts known = new QuotedTexts();
  private final JsonWriter other = new JsonWriter(); // of seldom values
  private long second = -1;
  private byte[] seconds = {};

  LineBuffer() {
    super(INITIAL_CAPACITY);
  }

  private static byte[] escapes() {
    byte[] escapes = new byte[ASCII_END];
    for (int c = 0; c < ' '; c++) {
      escapes[c] = 'u';
    }
    escapes[0x7F] = 'u';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    return escapes;
  }

  /// The bytes of an ASCII text.
  static byte[] constant(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Writes JSON that is ready.
  void raw(byte[] json) {
    bytes(json);
  }

  /// Writes a character of JSON.
  void raw(char c) {
    ascii(c);
  }

  /// Writes a string.
  void string(String text) {
    int length = text.length();
    reserve(length + 2);
    buffer[size++] = '"';
    int i = 0;
    while (true) {
      i = plain(text, i, length);
      if (i == length) {
        break;
      }
      reserve(LONGEST_ESCAPE + 1 + length - i);
      i = special(text, i);
    }
    buffer[size++] = '"';
  }

  /// Copies characters that need no escape, for which there must be room.
  ///
  /// @return the index of the next character
  private int plain(String text, int from, int length) {
    byte[] to = buffer;
    int at = size;
    int i = from;
    for (; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ASCII_END || ESCAPES[c] != 0) {
        break;
      }
      to[at++] = (byte) c;
    }
    size = at;
    return i;
  }

  private int special(String text, int i) {
    char c = text.charAt(i);
    if (c < ASCII_END && ESCAPES[c] != 'u') {
      buffer[size++] = '\\';
      buffer[size++] = ESCAPES[c];
      return i + 1;
    }
    if (c < CONTROLS_END || c == 0x2028 || c == 0x2029) {
      buffer[size++] = '\\';
      buffer[size++] = 'u';
      for (int shift = 12; shift >= 0; shift -= 4) {
        buffer[size++] = HEX[(c >> shift) & 0xF];
      }
      return i + 1;
    }
    return character(text, i);
  }

  /// Writes a string that is the same in many lines.
  void name(String text) {
    byte[] quoted = known.get(text);
    if (quoted != null) {
      bytes(quoted);
      return;
    }
    int start = size;
    string(text);
    known.put(text, buffer, start, size);
  }

  /// Writes a member's name.
  void key(String text) {
    name(text);
    ascii(':');
  }

  /// Writes the 16 hex digits of a number.
  void hex(long number) {
    reserve(Long.BYTES * 2);
    for (int shift = 60; shift >= 0; shift -= 4) {
      buffer[size++] = HEX[(int) (number >>> shift) & 0xF];
    }
  }

  /// Writes a whole number.
  void number(long number) {
    decimal(number);
  }

  /// Writes a time, not before 1970, as a string in the form of [EpochNanos#text].
  void time(long epochNanos) {
    long whole = epochNanos / SECOND;
    if (whole != second) {
      seconds = constant('"' + EpochNanos.text(whole * SECOND).substring(0, SECONDS_LENGTH));
      second = whole;
    }
    bytes(seconds);
    reserve(DIGITS + 2);
    int rest = (int) (epochNanos - whole * SECOND);
    for (int at = size + DIGITS - 1; at >= size; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += DIGITS;
    buffer[size++] = 'Z';
    buffer[size++] = '"';
  }

  /// Writes a value of an attribute.
  ///
  /// @param values writes those that have contents or are no whole numbers
  void value(@Nullable Object value, JsonValueWriter values) {
    switch (value) {
      case null -> bytes(NULL);
      case String text -> string(text);
      case Long number -> decimal(number);
      case Boolean truth -> bytes(truth ? TRUE : FALSE);
      default -> {
        other.reset(); // what failed may be left
        values.write(value, other);
        bytes(other.toByteArray());
      }
    }
  }

  /// Copies what was written from an index on.
  byte[] copy(int start) {
    return Arrays.copyOfRange(buffer, start, size);
  }
}
