package dev.obs.exporter.prometheus;

import java.util.Arrays;

/// A growing buffer for UTF-8 text that is reused for the next page.
final class PageBuffer {
  private byte[] bytes;
  private int size;

  PageBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  /// Discards the content after the first `length` bytes.
  void truncate(int length) {
    size = length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  PageBuffer put(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  PageBuffer put(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
    return this;
  }

  /// Appends text that must be ASCII.
  PageBuffer put(String ascii) {
    int length = ascii.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  PageBuffer put(long number) {
    if (number == Long.MIN_VALUE) {
      return put(Long.toString(number));
    }
    reserve(20);
    long rest = number;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    int end = size + digits(rest);
    size = end;
    do {
      bytes[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return this;
  }

  PageBuffer put(double number) {
    long whole = (long) number;
    if (whole == number && Math.abs(whole) < 10_000_000) {
      return put(whole).put('.').put('0'); // like Double.toString, without the object
    }
    if (Double.isFinite(number)) {
      return put(Double.toString(number));
    }
    return put(Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf");
  }

  /// Appends any text with the escapes of both formats. A lone surrogate becomes U+FFFD.
  ///
  /// @param quoted whether the text is between quotation marks
  PageBuffer escaped(String text, boolean quoted) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      reserve(4);
      char c = text.charAt(i);
      if (c == '\n') {
        escape('n');
      } else if (c == '\\' || (c == '"' && quoted)) {
        escape(c);
      } else if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        utf8(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        utf8(Character.isSurrogate(c) ? 0xFFFD : c);
      }
    }
    return this;
  }

  private void escape(char c) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) c;
  }

  private void utf8(int codePoint) {
    if (codePoint < 0x800) {
      bytes[size++] = (byte) (0xC0 | (codePoint >> 6));
    } else {
      if (codePoint < 0x10000) {
        bytes[size++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        bytes[size++] = (byte) (0xF0 | (codePoint >> 18));
        bytes[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      }
      bytes[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    }
    bytes[size++] = (byte) (0x80 | (codePoint & 0x3F));
  }

  private static int digits(long number) {
    int digits = 1;
    for (long limit = 10; digits < 19 && number >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }
}
