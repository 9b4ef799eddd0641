package dev.obs.kernel.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One file of a lane's log as it was at its last sync, named by the sequence number of its first
/// record. It begins with a header, all numbers big-endian:
///
/// | segment header | bytes | |
/// |---|---|---|
/// | magic | 8 | `OBSSPOOL` |
/// | version | 4 | 1 |
/// | checksum | 4 | CRC32C of the 12 bytes before |
///
/// and goes on with frames ([Frame]).
///
/// @param first the sequence number of the first record
/// @param end the sequence number that no record of it reaches
/// @param size the bytes that may be read
record Segment(Path path, long first, long end, long size) {
  static final int VERSION = 1;

  /// The bytes of the header.
  static final int HEADER = 16;

  /// No lane gets as far as this sequence number; a name or checkpoint beyond it is forged.
  static final long LAST = Long.MAX_VALUE / 2;

  private static final Pattern NAME = Pattern.compile("([0-4]\\d{18})\\.segment");
  private static final byte[] MAGIC = "OBSSPOOL".getBytes(StandardCharsets.US_ASCII);

  /// One without a record.
  static Segment empty(Path directory, long first) {
    return new Segment(path(directory, first), first, first, HEADER);
  }

  private static Path path(Path directory, long first) {
    return directory.resolve(String.format(Locale.ROOT, "%019d.segment", first));
  }

  /// The same file after another sync.
  Segment upTo(long end, long size) {
    return new Segment(path, first, end, size);
  }

  /// Whether a file has the name of a segment.
  static boolean isName(String file) {
    return NAME.matcher(file).matches();
  }

  /// The segments among the names of a folder, in order, without their sizes. The end of the last
  /// one is not known from its name.
  static List<Segment> among(Path directory, List<String> names) {
    long[] numbers =
        names.stream()
            .map(NAME::matcher)
            .filter(Matcher::matches)
            .mapToLong(name -> Long.parseLong(name.group(1)))
            .filter(first -> first < LAST)
            .sorted()
            .toArray();
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      long end = i + 1 < numbers.length ? numbers[i + 1] : Long.MAX_VALUE;
      segments.add(new Segment(path(directory, numbers[i]), numbers[i], end, 0));
    }
    return segments;
  }

  /// A header.
  static ByteBuffer header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER).put(MAGIC).putInt(VERSION);
    return header.putInt(Frame.checksum(header.array(), 0, header.position())).flip();
  }

  /// The version that a header states, or 0 if it is damaged.
  ///
  /// @param length how many of the bytes there are
  static int version(byte[] header, int length) {
    if (length < HEADER
        || Arrays.mismatch(header, MAGIC) < MAGIC.length
        || ByteBuffer.wrap(header).getInt(HEADER - 4) != Frame.checksum(header, 0, HEADER - 4)) {
      return 0;
    }
    return ByteBuffer.wrap(header).getInt(MAGIC.length);
  }
}
