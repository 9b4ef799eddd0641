package dev.obs.kernel.spool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The layout of a segment, all numbers big-endian:
///
/// | segment header | bytes | |
/// |---|---|---|
/// | magic | 8 | `OBSSPOOL` |
/// | version | 4 | 1 |
/// | checksum | 4 | CRC32C of the 12 bytes before |
///
/// then frames, each:
///
/// | frame | bytes | |
/// |---|---|---|
/// | magic | 4 | `OBSF` |
/// | length | 4 | of the payload |
/// | sequence number | 8 | of the first record in the payload |
/// | count | 4 | of records in the payload |
/// | checksum of the payload | 4 | CRC32C |
/// | checksum of the header | 4 | CRC32C of the 24 bytes before |
/// | payload | length | an OTLP export request of the lane's signal |
final class FrameFormat {
  static final int VERSION = 1;
  static final int SEGMENT_HEADER = 16;
  static final int FRAME_HEADER = 28;

  /// No frame is larger, whatever the spool's size and whatever a header says.
  static final int LARGEST_FRAME = 16 << 20;

  private static final byte[] SEGMENT_MAGIC = "OBSSPOOL".getBytes(StandardCharsets.US_ASCII);
  private static final int FRAME_MAGIC =
      ByteBuffer.wrap("OBSF".getBytes(StandardCharsets.US_ASCII)).getInt();
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private FrameFormat() {}

  /// The header of a frame.
  ///
  /// @param first the sequence number of the first record
  /// @param count how many records it holds, at least 1
  /// @param length of the payload in bytes
  record Header(long first, int count, int length, int payloadChecksum) {
    /// The sequence number after the last record.
    long end() {
      return first + count;
    }

    /// Header and payload together.
    long size() {
      return (long) FRAME_HEADER + length;
    }
  }

  /// A segment's header.
  static ByteBuffer segmentHeader() {
    ByteBuffer header = ByteBuffer.allocate(SEGMENT_HEADER).put(SEGMENT_MAGIC).putInt(VERSION);
    return header.putInt(checksum(header.array(), 0, header.position())).flip();
  }

  /// The version that a segment's header states, or 0 if it is damaged.
  static int version(byte[] header, int length) {
    if (length < SEGMENT_HEADER
        || Arrays.mismatch(header, SEGMENT_MAGIC) < SEGMENT_MAGIC.length
        || (int) INT.get(header, SEGMENT_HEADER - 4) != checksum(header, 0, SEGMENT_HEADER - 4)) {
      return 0;
    }
    return (int) INT.get(header, SEGMENT_MAGIC.length);
  }

  /// A whole frame.
  static ByteBuffer frame(long first, int count, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + payload.length);
    frame.putInt(FRAME_MAGIC).putInt(payload.length).putLong(first).putInt(count);
    frame.putInt(checksum(payload, 0, payload.length));
    frame.putInt(checksum(frame.array(), 0, frame.position()));
    return frame.put(payload).flip();
  }

  /// Reads a frame's header at a place.
  ///
  /// @param length how many of the bytes there are
  /// @return null if there is none, or a damaged one
  static @Nullable Header header(byte[] bytes, int length, int at) {
    if (length - at < FRAME_HEADER
        || (int) INT.get(bytes, at) != FRAME_MAGIC
        || (int) INT.get(bytes, at + FRAME_HEADER - 4) != checksum(bytes, at, FRAME_HEADER - 4)) {
      return null;
    }
    ByteBuffer fields = ByteBuffer.wrap(bytes, at + 4, FRAME_HEADER - 4);
    int payload = fields.getInt();
    long first = fields.getLong();
    int count = fields.getInt();
    Header header = new Header(first, count, payload, fields.getInt());
    boolean sane =
        payload >= 0
            && header.size() <= LARGEST_FRAME
            && count > 0
            && first >= 0
            && header.end() > 0;
    return sane ? header : null;
  }

  static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
