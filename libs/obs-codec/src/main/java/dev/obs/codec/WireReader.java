package dev.obs.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// A reader of values of protobuf's wire types. Every length is checked against the end of the
/// readable range.
class WireReader {
  private static final char REPLACEMENT = '\uFFFD';
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;

  /// The index of the next byte.
  int position;

  /// The end of the readable range.
  int end;

  WireReader(byte[] bytes) {
    this.bytes = bytes;
    end = bytes.length;
  }

  final long varint() throws MalformedOtlpException {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(1);
      byte next = bytes[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number is longer than ten bytes");
  }

  /// Reads a number in the zigzag form.
  final int sint32() throws MalformedOtlpException {
    int number = (int) varint();
    return (number >>> 1) ^ -(number & 1);
  }

  final int fixed32() throws MalformedOtlpException {
    require(Integer.BYTES);
    int value = (int) INTS.get(bytes, position);
    position += Integer.BYTES;
    return value;
  }

  final long fixed64() throws MalformedOtlpException {
    require(Long.BYTES);
    long value = (long) LONGS.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  final double float64() throws MalformedOtlpException {
    return Double.longBitsToDouble(fixed64());
  }

  final byte[] bytes() throws MalformedOtlpException {
    int length = length();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  final String string() throws MalformedOtlpException {
    int length = length();
    String text = string(position, length);
    position += length;
    return text;
  }

  /// Skips bytes, or a string that [#string(int, int)] reads later.
  ///
  /// @return their length; they end at the position
  final int skipBytes() throws MalformedOtlpException {
    int length = length();
    position += length;
    return length;
  }

  /// Reads a string whose place is known from [#skipBytes].
  final String string(int start, int length) throws MalformedOtlpException {
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    // invalid UTF-8 was replaced; replacement characters of the sender give the same bytes
    if (text.indexOf(REPLACEMENT) >= 0) {
      byte[] written = text.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(bytes, start, start + length, written, 0, written.length)) {
        throw new MalformedOtlpException(start, "text is not UTF-8");
      }
    }
    return text;
  }

  /// Reads an id as hexadecimal digits, or returns null if it has another length and so is invalid.
  final String id(int idLength) throws MalformedOtlpException {
    int length = length();
    position += length;
    return length == idLength ? HexFormat.of().formatHex(bytes, position - length, position) : "";
  }

  /// Returns the array itself, for a comparison in place.
  final byte[] array() {
    return bytes;
  }

  final MalformedOtlpException malformed(String problem) {
    return new MalformedOtlpException(position, problem);
  }

  final int length() throws MalformedOtlpException {
    long length = varint();
    if (length < 0 || length > end - position) {
      throw malformed(
          "a field of "
              + Long.toUnsignedString(length)
              + " bytes, where "
              + (end - position)
              + " are left");
    }
    return (int) length;
  }

  private void require(int length) throws MalformedOtlpException {
    if (length > end - position) {
      throw malformed("the message is cut off");
    }
  }
}
