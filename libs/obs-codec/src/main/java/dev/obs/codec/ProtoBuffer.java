package dev.obs.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes [protobuf](https://protobuf.dev/programming-guides/encoding/) fields into one growing
/// buffer that is used again after [#reset].
///
/// A method with a plain name follows proto3's implicit presence: zero and empty are left out.
/// Where presence has a meaning (members of a `oneof`, fields marked `optional`) the method's name
/// begins with `present` and it always writes.
///
/// The length of a message precedes it but is known only after it. [#begin] reserves one byte for
/// the length, which is enough up to 127 bytes, and [#end] moves a longer message up by the missing
/// bytes: sizes are not computed in advance, and no object is created per message.
///
/// Not thread-safe.
final class ProtoBuffer extends Utf8Buffer {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private static final int INITIAL_CAPACITY = 4 * 1024;
  private static final int MAX_VARINT = 10;

  private final RepeatedTexts repeated = new RepeatedTexts();

  ProtoBuffer() {
    super(INITIAL_CAPACITY);
  }

  /// Begins a message.
  ///
  /// @return the start of its content, for [#end]
  int begin(int field) {
    tag(field, LENGTH_DELIMITED);
    reserve(1);
    return ++size;
  }

  /// Ends the message whose content starts at the given position.
  void end(int start) {
    int length = size - start;
    int more = varintSize(length) - 1;
    if (more > 0) {
      reserve(more);
      System.arraycopy(buffer, start, buffer, start + more, length);
    }
    size = start - 1;
    varint(length);
    size += length;
  }

  void uint32(int field, int value) {
    int64(field, Integer.toUnsignedLong(value));
  }

  void int64(int field, long value) {
    if (value != 0) {
      presentInt64(field, value);
    }
  }

  void presentInt64(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  /// Writes a number that is often negative in the zigzag form, which keeps it short.
  void sint32(int field, int value) {
    uint32(field, (value << 1) ^ (value >> 31));
  }

  void bool(int field, boolean value) {
    int64(field, value ? 1 : 0);
  }

  void presentBool(int field, boolean value) {
    presentInt64(field, value ? 1 : 0);
  }

  void fixed32(int field, int value) {
    if (value != 0) {
      tag(field, FIXED32);
      reserve(Integer.BYTES);
      buffer[size] = (byte) value;
      buffer[size + 1] = (byte) (value >> 8);
      buffer[size + 2] = (byte) (value >> 16);
      buffer[size + 3] = (byte) (value >> 24);
      size += Integer.BYTES;
    }
  }

  void fixed64(int field, long value) {
    if (value != 0) {
      presentFixed64(field, value);
    }
  }

  /// Writes a time, unless it is unknown.
  void time(int field, long epochNanos) {
    fixed64(field, EpochNanos.known(epochNanos));
  }

  void presentFixed64(int field, long value) {
    tag(field, FIXED64);
    reserve(Long.BYTES);
    littleEndian(value);
  }

  void float64(int field, double value) {
    // by its bits, since minus zero is not the default
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  void presentFloat64(int field, double value) {
    presentFixed64(field, Double.doubleToRawLongBits(value));
  }

  void string(int field, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      presentString(field, text);
    }
  }

  void presentString(int field, String text) {
    int start = begin(field);
    int length = text.length();
    reserve(length);
    byte[] ascii = buffer;
    int i = 0;
    for (char c; i < length && (c = text.charAt(i)) < 0x80; i++) {
      ascii[start + i] = (byte) c;
    }
    size = start + i;
    if (i < length) {
      utf8(text, i);
    }
    end(start);
  }

  /// Writes a text that is likely to come again.
  void repeatedString(int field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    byte[] known = repeated.find(text);
    if (known != null) {
      tag(field, LENGTH_DELIMITED);
      bytes(known);
      return;
    }
    int before = size;
    presentString(field, text);
    if (repeated.isWorthKeeping(text)) {
      int tag = varintSize(field << 3);
      repeated.keep(text, Arrays.copyOfRange(buffer, before + tag, size));
    }
  }

  void presentBytes(int field, ByteBuffer bytes) {
    int length = bytes.remaining();
    tag(field, LENGTH_DELIMITED);
    varint(length);
    reserve(length);
    bytes.get(bytes.position(), buffer, size, length);
    size += length;
  }

  /// Writes an id as bytes. An id that is not hexadecimal or not `digits` long is left out, because
  /// a receiver refuses the whole request for it.
  void hex(int field, String id, int digits) {
    if (id.length() != digits) {
      return;
    }
    int before = size;
    int start = begin(field);
    reserve(digits / 2);
    for (int i = 0; i < digits; i += 2) {
      int octet = HexDigits.value(id.charAt(i)) << 4 | HexDigits.value(id.charAt(i + 1));
      if (octet < 0) {
        size = before;
        return;
      }
      buffer[size++] = (byte) octet;
    }
    end(start);
  }

  /// Writes a trace id that is not 0.
  void traceId(int field, long high, long low) {
    tag(field, LENGTH_DELIMITED);
    reserve(1 + 2 * Long.BYTES);
    buffer[size++] = 2 * Long.BYTES;
    littleEndian(Long.reverseBytes(high));
    littleEndian(Long.reverseBytes(low));
  }

  /// Writes a span id that is not 0.
  void spanId(int field, long id) {
    tag(field, LENGTH_DELIMITED);
    reserve(1 + Long.BYTES);
    buffer[size++] = Long.BYTES;
    littleEndian(Long.reverseBytes(id));
  }

  void packedFixed64(int field, List<Long> values) {
    if (packed(field, values.size())) {
      for (long value : values) {
        littleEndian(value);
      }
    }
  }

  void packedFloat64(int field, List<Double> values) {
    if (packed(field, values.size())) {
      for (double value : values) {
        littleEndian(Double.doubleToRawLongBits(value));
      }
    }
  }

  void packedUint64(int field, List<Long> values) {
    if (!values.isEmpty()) {
      int start = begin(field);
      for (long value : values) {
        varint(value);
      }
      end(start);
    }
  }

  private boolean packed(int field, int count) {
    if (count == 0) {
      return false;
    }
    int length = Math.multiplyExact(count, Long.BYTES);
    tag(field, LENGTH_DELIMITED);
    varint(length);
    reserve(length);
    return true;
  }

  private void utf8(String text, int from) {
    int length = text.length();
    // a char takes three bytes at most, since a surrogate pair takes four
    reserve(Math.multiplyExact(length - from, 3));
    for (int i = from; i < length; ) {
      i = character(text, i);
    }
  }

  private void tag(int field, int wireType) {
    int tag = field << 3 | wireType;
    if (tag < 0x80) {
      reserve(1);
      buffer[size++] = (byte) tag;
    } else {
      varint(tag);
    }
  }

  private void varint(long value) {
    reserve(MAX_VARINT);
    if ((value & ~0x7FL) == 0) {
      buffer[size++] = (byte) value;
      return;
    }
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  private static int varintSize(int value) {
    int significant = Integer.SIZE - Integer.numberOfLeadingZeros(value | 1);
    return (significant + 6) / 7;
  }

  /// Writes eight consecutive stores, which the JIT compiler merges into one.
  private void littleEndian(long value) {
    buffer[size] = (byte) value;
    buffer[size + 1] = (byte) (value >> 8);
    buffer[size + 2] = (byte) (value >> 16);
    buffer[size + 3] = (byte) (value >> 24);
    buffer[size + 4] = (byte) (value >> 32);
    buffer[size + 5] = (byte) (value >> 40);
    buffer[size + 6] = (byte) (value >> 48);
    buffer[size + 7] = (byte) (value >> 56);
    size += Long.BYTES;
  }
}
