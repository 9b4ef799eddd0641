package dev.obs.kernel.spool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Some records of a lane as a segment holds them, all numbers big-endian:
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
///
/// @param payload an OTLP export request that holds the records in order
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Frame(Header header, byte[] payload) {
  /// The bytes of a header.
  static final int HEADER = 28;

  /// No frame is larger, whatever the spool's size and whatever a header says.
  static final int LARGEST = 16 << 20;

  private static final int MAGIC =
      ByteBuffer.wrap("OBSF".getBytes(StandardCharsets.US_ASCII)).getInt();
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /// The header of a frame.
  ///
  /// @param first the sequence number of the first record
  /// @param count how many records it holds, at least 1
  /// @param length of the payload in bytes
  public record Header(long first, int count, int length, int payloadChecksum) {
    /// The sequence number after the last record.
    long end() {
      return first + count;
    }

    /// Header and payload together.
    long size() {
      return (long) HEADER + length;
    }

    /// Whether these are the bytes that the frame was written with.
    boolean matches(byte[] payload) {
      return checksum(payload, 0, payload.length) == payloadChecksum;
    }
  }

  /// The sequence number of the first record.
  public long first() {
    return header.first;
  }

  /// The number of records.
  public int count() {
    return header.count;
  }

  /// The sequence number after the last record.
  public long end() {
    return header.end();
  }

  /// The bytes of a frame.
  static ByteBuffer encode(long first, int count, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length);
    frame.putInt(MAGIC).putInt(payload.length).putLong(first).putInt(count);
    frame.putInt(checksum(payload, 0, payload.length));
    frame.putInt(checksum(frame.array(), 0, frame.position()));
    return frame.put(payload).flip();
  }

  /// Reads a frame's header at a place.
  ///
  /// @param length how many of the bytes there are
  /// @return null if there is none, or a damaged one
  static @Nullable Header header(byte[] bytes, int length, int at) {
    if (length - at < HEADER
        || (int) INT.get(bytes, at) != MAGIC
        || (int) INT.get(bytes, at + HEADER - 4) != checksum(bytes, at, HEADER - 4)) {
      return null;
    }
    ByteBuffer fields = ByteBuffer.wrap(bytes, at + 4, HEADER - 4);
    int payload = fields.getInt();
    long first = fields.getLong();
    int count = fields.getInt();
    Header header = new Header(first, count, payload, fields.getInt());
    boolean sane =
        payload >= 0 && header.size() <= LARGEST && count > 0 && first >= 0 && header.end() > 0;
    return sane ? header : null;
  }

  /// The CRC32C of some bytes.
  static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
