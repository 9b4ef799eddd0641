package dev.obs.kernel.spool;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The position of a lane, and its totals since the spool was made.
///
/// @param position the sequence number of the first record that is not settled
/// @param end the sequence number after the last record known to be synced
/// @param ahead how many records at or after the position are settled nevertheless: they were
///   dropped to make room
/// @param delivered records that the backend acknowledged
/// @param deadLettered records kept as dead letters
/// @param dropped records given up, by reason
record Checkpoint(
    long position,
    long end,
    long ahead,
    long delivered,
    long deadLettered,
    SortedMap<String, Long> dropped) {
  Checkpoint {
    dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
  }

  /// One without a past.
  static Checkpoint from(long position) {
    return new Checkpoint(position, position, 0, 0, 0, new TreeMap<>());
  }

  byte[] toBytes() {
    int size = 5 * Long.BYTES + Integer.BYTES;
    for (String reason : dropped.keySet()) {
      size += Integer.BYTES + Long.BYTES + reason.getBytes(StandardCharsets.UTF_8).length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putLong(position).putLong(end).putLong(ahead).putLong(delivered).putLong(deadLettered);
    out.putInt(dropped.size());
    dropped.forEach((reason, count) -> {
      byte[] text = reason.getBytes(StandardCharsets.UTF_8);
      out.putInt(text.length).put(text).putLong(count);
    });
    return out.array();
  }

  /// Reads a checkpoint; empty if these are not the bytes of one, or its numbers contradict each
  /// other.
  static Optional<Checkpoint> of(byte[] bytes) {
    try {
      Checkpoint read = read(bytes);
      return read.isConsistent() ? Optional.of(read) : Optional.empty();
    } catch (BufferUnderflowException strange) {
      return Optional.empty();
    }
  }

  private boolean isConsistent() {
    return position >= 0
        && end >= position
        && end <= Segment.LAST
        && ahead >= 0
        && ahead <= end - position
        && delivered >= 0
        && deadLettered >= 0
        && dropped.values().stream().allMatch(count -> count >= 0);
  }

  private static Checkpoint read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long position = in.getLong();
    long end = in.getLong();
    long ahead = in.getLong();
    long delivered = in.getLong();
    long deadLettered = in.getLong();
    SortedMap<String, Long> dropped = new TreeMap<>();
    for (int i = in.getInt(); i > 0; i--) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw new BufferUnderflowException();
      }
      byte[] text = new byte[length];
      in.get(text);
      dropped.put(new String(text, StandardCharsets.UTF_8), in.getLong());
    }
    return new Checkpoint(position, end, ahead, delivered, deadLettered, dropped);
  }
}
