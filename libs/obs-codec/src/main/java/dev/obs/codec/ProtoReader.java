package dev.obs.codec;

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
final class ProtoReader extends WireReader {
  static final int VARINT = 0;
  static final int I64 = 1;
  static final int LEN = 2;
  static final int I32 = 5;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;

  /// Where other decoders of protobuf stop too.
  private static final int MAX_NESTING = 100;

  private final int[] outerEnds = new int[MAX_NESTING];
  private int depth;
  private int tag;

  ProtoReader(byte[] bytes) {
    super(bytes);
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

  /// Adds the packed numbers of a repeated `fixed64` or `double`.
  void packedFixed64(Longs into) throws MalformedOtlpException {
    int length = length();
    if (length % Long.BYTES != 0) {
      throw malformed("packed numbers of eight bytes take " + length + " bytes");
    }
    into.reserve(length / Long.BYTES);
    for (int i = 0; i < length; i += Long.BYTES) {
      into.append(fixed64());
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
}
