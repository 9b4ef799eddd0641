package dev.obs.exporter.otlp;

import java.util.Arrays;

/// A reader of the fields of a protobuf message
/// ([encoding](https://protobuf.dev/programming-guides/encoding/)). Throws
/// [IllegalArgumentException] for invalid bytes.
final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] message;
  private int position;
  private int field;
  private int type;
  private long number;
  private byte[] bytes = {};

  ProtoReader(byte[] message) {
    this.message = message;
  }

  /// Moves to the next field, if there is one.
  boolean next() {
    if (position == message.length) {
      return false;
    }
    long tag = varint();
    if (tag >>> 32 != 0) {
      throw new IllegalArgumentException("tag " + tag);
    }
    field = (int) (tag >>> 3);
    type = (int) (tag & 7);
    if (field <= 0) {
      throw new IllegalArgumentException("field " + field);
    }
    switch (type) {
      case VARINT -> number = varint();
      case FIXED64 -> take(8);
      case BYTES -> bytes = take(varint());
      case FIXED32 -> take(4);
      default -> throw new IllegalArgumentException("wire type " + type);
    }
    return true;
  }

  int field() {
    return field;
  }

  /// Returns whether the field is read with [#bytes].
  boolean isBytes() {
    return type == BYTES;
  }

  /// Returns whether the field is read with [#number].
  boolean isNumber() {
    return type == VARINT;
  }

  long number() {
    return number;
  }

  byte[] bytes() {
    return bytes;
  }

  private byte[] take(long length) {
    if (length < 0 || length > message.length - position) {
      throw new IllegalArgumentException("length " + length);
    }
    int start = position;
    position += (int) length;
    return Arrays.copyOfRange(message, start, position);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == message.length) {
        throw new IllegalArgumentException("message is cut off");
      }
      byte next = message[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("number is too long");
  }
}
