package dev.obs.codec;

/// The conversion of any Java string into valid UTF-8: a surrogate without its partner becomes
/// U+FFFD, whereas `String.getBytes` writes a question mark.
final class Utf8 {
  private static final int REPLACEMENT = 0xFFFD;

  private Utf8() {}

  /// Returns the code point at an index; `Character.charCount` of it is the distance to the next
  /// one.
  static int codePointAt(String text, int index) {
    char c = text.charAt(index);
    if (!Character.isSurrogate(c)) {
      return c;
    }
    int codePoint = text.codePointAt(index);
    return codePoint == c ? REPLACEMENT : codePoint;
  }

  /// Writes a code point of one to four bytes, which must fit into the buffer.
  ///
  /// @return the index after it
  static int put(byte[] buffer, int at, int codePoint) {
    int end = at;
    if (codePoint < 0x80) {
      buffer[end++] = (byte) codePoint;
      return end;
    }
    if (codePoint < 0x800) {
      buffer[end++] = (byte) (0xC0 | (codePoint >> 6));
    } else {
      if (codePoint < 0x10000) {
        buffer[end++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        buffer[end++] = (byte) (0xF0 | (codePoint >> 18));
        buffer[end++] = continuation(codePoint >> 12);
      }
      buffer[end++] = continuation(codePoint >> 6);
    }
    buffer[end++] = continuation(codePoint);
    return end;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }
}
