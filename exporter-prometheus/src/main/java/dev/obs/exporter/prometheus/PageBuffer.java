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

  /// Writes the name of a metric in a comment line.
  PageBuffer metric(String name) {
    return Names.isPlain(name, true) ? put(name) : put('"').escaped(name, true).put('"');
  }

  /// Writes a label.
  PageBuffer label(String name, String text) {
    if (Names.isPlain(name, false)) {
      put(name);
    } else {
      put('"').escaped(name, true).put('"');
    }
    return put("=\"").escaped(text, true).put('"');
  }

  /// Writes the name and labels of a sample, and the space after them.
  ///
  /// @param name see [#sampleName]; a quoted one is within the braces
  /// @param own one more label, or empty
  PageBuffer sample(byte[] name, byte[] labels, byte[] own) {
    boolean open = name[0] == '"';
    if (open) {
      put('{');
    }
    put(name);
    open = element(open, labels);
    open = element(open, own);
    if (open) {
      put('}');
    }
    return put(' ');
  }

  private boolean element(boolean open, byte[] text) {
    if (text.length == 0) {
      return open;
    }
    put(open ? ',' : '{').put(text);
    return true;
  }

  /// Returns the name of a sample as it is written.
  static byte[] sampleName(String name) {
    return new PageBuffer(name.length() + 2).metric(name).toByteArray();
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
