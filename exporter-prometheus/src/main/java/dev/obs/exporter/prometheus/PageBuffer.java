package dev.obs.exporter.prometheus;

import dev.obs.codec.Utf8Buffer;

/// The text of a page.
final class PageBuffer extends Utf8Buffer {
  PageBuffer(int capacity) {
    super(capacity);
  }

  PageBuffer put(char ascii) {
    ascii(ascii);
    return this;
  }

  PageBuffer put(byte[] text) {
    bytes(text);
    return this;
  }

  /// Writes text that is known to be ASCII.
  PageBuffer put(String ascii) {
    ascii(ascii);
    return this;
  }

  PageBuffer put(long number) {
    decimal(number);
    return this;
  }

  PageBuffer put(double number) {
    long whole = (long) number;
    if (whole == number && Math.abs(whole) < 10_000_000) {
      return put(whole).put('.').put('0'); // the form of Double.toString, without an object
    }
    if (Double.isFinite(number)) {
      return put(Double.toString(number));
    }
    return put(Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf");
  }

  /// Writes any text with the escapes of both formats.
  ///
  /// @param quoted whether the text is between quotation marks
  PageBuffer escaped(String text, boolean quoted) {
    int length = text.length();
    for (int i = 0; i < length; ) {
      reserve(4);
      char c = text.charAt(i);
      if (c == '\n') {
        escape('n');
        i++;
      } else if (c == '\\' || (c == '"' && quoted)) {
        escape(c);
        i++;
      } else {
        i = character(text, i);
      }
    }
    return this;
  }

  private void escape(char c) {
    buffer[size++] = '\\';
    buffer[size++] = (byte) c;
  }
}
