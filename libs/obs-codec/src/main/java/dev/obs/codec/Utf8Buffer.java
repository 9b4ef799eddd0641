package dev.obs.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing buffer for UTF-8 text and other bytes that is used again after [#reset]: the base of
/// encoders, which write into [#buffer] directly where it matters.
///
/// Not thread-safe.
public abstract class Utf8Buffer {
  /// The largest buffer that is used again, 4 MiB: one huge batch must not hold its memory forever.
  private static final int MAX_KEPT_CAPACITY = 4 << 20;

  private static final int LONGEST_NUMBER = 20;

  /// The bytes, of which the first [#size] are written.
  protected byte[] buffer;

  /// The number of bytes written since the last [#reset].
  protected int size;

  private final int initialCapacity;

  /// @param initialCapacity in bytes
  protected Utf8Buffer(int initialCapacity) {
    this.initialCapacity = initialCapacity;
    buffer = new byte[initialCapacity];
  }

  /// Returns the number of bytes written since the last [#reset].
  public final int size() {
    return size;
  }

  /// Forgets everything that was written, and releases a buffer of more than 4 MiB.
  public void reset() {
    size = 0;
    if (buffer.length > MAX_KEPT_CAPACITY) {
      buffer = new byte[initialCapacity];
    }
  }

  /// Forgets everything after the first `length` bytes, as when the last value grew too large.
  public void truncate(int length) {
    size = Math.min(size, length);
  }

  /// Copies the written bytes.
  public final byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /// Writes the bytes to a stream in one call.
  public final void writeTo(OutputStream out) throws IOException {
    out.write(buffer, 0, size);
  }

  /// Decodes the written bytes as text.
  @Override
  public final String toString() {
    return new String(buffer, 0, size, StandardCharsets.UTF_8);
  }

  /// Makes room for more bytes.
  ///
  /// @throws ArithmeticException if the buffer would be larger than an array can be
  protected final void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), buffer.length * 2));
    }
  }

  /// Writes an ASCII character.
  protected final void ascii(char c) {
    reserve(1);
    buffer[size++] = (byte) c;
  }

  /// Writes text that is known to be ASCII.
  protected final void ascii(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      buffer[size++] = (byte) text.charAt(i);
    }
  }

  /// Writes bytes.
  protected final void bytes(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  /// Writes a whole number in decimal digits.
  protected final void decimal(long number) {
    if (number == Long.MIN_VALUE) {
      ascii(Long.toString(number));
      return;
    }
    reserve(LONGEST_NUMBER);
    long rest = number;
    if (rest < 0) {
      buffer[size++] = '-';
      rest = -rest;
    }
    int end = size + digits(rest);
    size = end;
    do {
      buffer[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
  }

  /// Writes the character of a text at an index, for which there must be room for four bytes. A
  /// surrogate without its partner becomes U+FFFD, where `String.getBytes` would write a question
  /// mark.
  ///
  /// @return the index of the next character
  protected final int character(String text, int index) {
    int codePoint = text.charAt(index);
    int next = index + 1;
    if (Character.isSurrogate((char) codePoint)) {
      int pair = text.codePointAt(index);
      next = index + Character.charCount(pair);
      codePoint = pair == codePoint ? 0xFFFD : pair;
    }
    codePoint(codePoint);
    return next;
  }

  private void codePoint(int codePoint) {
    if (codePoint < 0x80) {
      buffer[size++] = (byte) codePoint;
      return;
    }
    if (codePoint < 0x800) {
      buffer[size++] = (byte) (0xC0 | (codePoint >> 6));
    } else {
      if (codePoint < 0x10000) {
        buffer[size++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        buffer[size++] = (byte) (0xF0 | (codePoint >> 18));
        buffer[size++] = continuation(codePoint >> 12);
      }
      buffer[size++] = continuation(codePoint >> 6);
    }
    buffer[size++] = continuation(codePoint);
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private static int digits(long number) {
    int digits = 1;
    for (long limit = 10; digits < 19 && number >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }
}
