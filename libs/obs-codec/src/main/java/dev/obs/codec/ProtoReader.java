package dev.obs.codec;

/// A reader of the fields of [protobuf](https://protobuf.dev/programming-guides/encoding/) messages
/// in an untrusted byte array: every length is checked against the end of the enclosing message.
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
/// After [#next] exactly one method must read the value, the one for its wire type. A field of a
/// wire type other than its definition's is an unknown field, hence the tag rather than the number.
/// An entered message must be read until `next` is false, which leaves it.
///
/// Not thread-safe.
final class ProtoReader extends WireReader {
  static final int VARINT = 0;
  static final int I64 = 1;
  static final int LEN = 2;
  static final int I32 = 5;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;

  /// The limit of other protobuf decoders.
  private static final int MAX_NESTING = 100;

  private final int[] outerEnds = new int[MAX_NESTING];
  private int depth;
  private int tag;

  ProtoReader(byte[] bytes) {
    super(bytes);
  }

  /// Moves to the next field of the message, or out of the message at its end.
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

  /// Returns the number of the field, shifted left by three, and its wire type.
  int tag() {
    return tag;
  }

  /// Returns the current position.
  int position() {
    return position;
  }

  /// Enters the message in the current field.
  void enter() throws MalformedOtlpException {
    int length = length();
    if (depth == MAX_NESTING) {
      throw malformed("messages are nested more than " + MAX_NESTING + " deep");
    }
    outerEnds[depth++] = end;
    end = position + length;
  }

  /// Returns to a message to enter it a second time.
  ///
  /// @param start the position before it was entered
  void back(int start) {
    position = start;
  }

  /// Skips the value of an unknown field.
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

  /// Skips a group, which protobuf still allows but OTLP does not use.
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
