package dev.obs.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Steps through the fields of [protobuf](https://protobuf.dev/programming-guides/encoding/)
/// messages in a byte array and trusts none of it: every length is held against the end of the
/// message that it is in.
///
/// ```java
/// while (in.next()) {
///   switch (in.tag()) {
///     case Event.NAME << 3 | LEN -> name = in.string();
///     default -> in.skip();
///   }
/// }
/// ```
///
/// After [#next] the value has to be read by exactly one method, the one for its wire type. A field
/// of another wire type than its definition has is an unknown field, hence the tag rather than the
/// number. A message that was entered has to be read until `next` is false, which leaves it.
///
/// Not thread-safe.
final class ProtoReader {
  static final int VARINT = 0;
  static final int I64 = 1;
  static final int LEN = 2;
  static final int I32 = 5;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;

  /// Where other decoders of protobuf stop too.
  private static final int MAX_NESTING = 100;

  private static final char REPLACEMENT = '\uFFFD';
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int[] outerEnds = new int[MAX_NESTING];
  private int depth;
  private int end;
  private int position;
  private int tag;

  ProtoReader(byte[] bytes) {
    this.bytes = bytes;
    end = bytes.length;
  }

  /// Goes on to the next field of the message, or out of the message at its end.
  boolean next() throws MalformedOtlpException {
    if (position == end) {
      if (depth > 0) {
        end = outerEnds[--depth];
      }
      return false;
    }
    long read = varint();
    if (read >>> 3 == 0 || read >>> Integer.SIZE != 0) {
      throw malformed("a field has no valid number");
    }
    tag = (int) read;
    return true;
  }

  /// The number of the field, shifted left by three, and its wire type.
  int tag() {
    return tag;
  }

  /// Where reading goes on.
  int position() {
    return position;
  }

  /// Enters the message that the field is.
  void enter() throws MalformedOtlpException {
    int length = length();
    if (depth == MAX_NESTING) {
      throw malformed("messages are nested more than " + MAX_NESTING + " deep");
    }
    outerEnds[depth++] = end;
    end = position + length;
  }

  /// Goes back to enter a message for a second time.
  ///
  /// @param start the position before it was entered
  void back(int start) {
    position = start;
  }

  /// Goes past the value of a field that is not known.
  void skip() throws MalformedOtlpException {
    skip(tag, depth);
  }

  long varint() throws MalformedOtlpException {
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

  /// A number in the zigzag form.
  int sint32() throws MalformedOtlpException {
    int number = (int) varint();
    return (number >>> 1) ^ -(number & 1);
  }

  int fixed32() throws MalformedOtlpException {
    require(Integer.BYTES);
    int value = (int) INTS.get(bytes, position);
    position += Integer.BYTES;
    return value;
  }

  long fixed64() throws MalformedOtlpException {
    require(Long.BYTES);
    long value = (long) LONGS.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  double float64() throws MalformedOtlpException {
    return Double.longBitsToDouble(fixed64());
  }

  byte[] bytes() throws MalformedOtlpException {
    int length = length();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  String string() throws MalformedOtlpException {
    int length = length();
    String text = string(position, length);
    position += length;
    return text;
  }

  /// Goes past bytes, or past a string for [#string(int, int)] to read later.
  ///
  /// @return their length; they end at the position
  int skipBytes() throws MalformedOtlpException {
    int length = length();
    position += length;
    return length;
  }

  /// A string whose place is known from [#skipBytes].
  String string(int start, int length) throws MalformedOtlpException {
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    // what is not UTF-8 was replaced; replacements that were written so come out as the same bytes
    if (text.indexOf(REPLACEMENT) >= 0) {
      byte[] written = text.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(bytes, start, start + length, written, 0, written.length)) {
        throw new MalformedOtlpException(start, "text is not UTF-8");
      }
    }
    return text;
  }

  /// An id as hexadecimal digits, or nothing if it has not that many bytes and so is no id.
  String id(int idLength) throws MalformedOtlpException {
    int length = length();
    position += length;
    return length == idLength ? HexFormat.of().formatHex(bytes, position - length, position) : "";
  }

  /// Adds the packed numbers of a repeated `fixed64` or `double`.
  void packedFixed64(Longs into) throws MalformedOtlpException {
    int length = length();
    if (length % Long.BYTES != 0) {
      throw malformed("packed numbers of eight bytes take " + length + " bytes");
    }
    into.reserve(length / Long.BYTES);
    for (int last = position + length; position < last; position += Long.BYTES) {
      into.append((long) LONGS.get(bytes, position));
    }
  }

  /// Adds the packed numbers of a repeated `uint64`.
  void packedVarints(Longs into) throws MalformedOtlpException {
    int length = length();
    int outerEnd = end;
    end = position + length;
    while (position < end) {
      into.append(varint());
    }
    end = outerEnd;
  }

  /// The array that is read, for a comparison in place.
  byte[] array() {
    return bytes;
  }

  MalformedOtlpException malformed(String problem) {
    return new MalformedOtlpException(position, problem);
  }

  private void skip(int skipped, int nesting) throws MalformedOtlpException {
    switch (skipped & 7) {
      case VARINT -> varint();
      case I64 -> fixed64();
      case LEN -> skipBytes();
      case I32 -> fixed32();
      case START_GROUP -> skipGroup(skipped, nesting);
      default -> throw malformed("a field has the wire type " + (skipped & 7));
    }
  }

  /// Goes past a group, which OTLP has none of but protobuf still allows.
  private void skipGroup(int group, int nesting) throws MalformedOtlpException {
    if (nesting == MAX_NESTING) {
      throw malformed("messages are nested more than " + MAX_NESTING + " deep");
    }
    int groupEnd = group - START_GROUP + END_GROUP;
    while (true) {
      if (position == end) {
        throw malformed("a group has no end");
      }
      next();
      if (tag == groupEnd) {
        return;
      }
      skip(tag, nesting + 1);
    }
  }

  private int length() throws MalformedOtlpException {
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
