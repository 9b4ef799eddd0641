package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Whatever happens to the bytes of a segment, the frames that it spares are delivered and the
/// others are counted.
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
@Timeout(600)
class DamagedSegmentsTest {
  private static final int MUTATIONS = 10_000;

  @TempDir Path folder;

  private final Random random = new Random(7);
  private final List<Stored> stored = new ArrayList<>();
  private final List<Path> segments = new ArrayList<>();
  private final List<byte[]> originals = new ArrayList<>();
  private long lost;

  /// A frame as it was written.
  private record Stored(int segment, int from, int to, int count, byte[] payload) {
    /// An empty stretch hits the part around it, and nothing if it is between two parts.
    boolean isOutside(int start, int end) {
      return to <= start || from >= end;
    }
  }

  private SpoolOptions options() {
    return new SpoolOptions(folder, 64 << 10, Duration.ofHours(1), true, 1 << 20);
  }

  private LaneSpool open(Spool spool) throws IOException {
    return spool.lane(
        "fake",
        "logs",
        new SpoolListener() {
          @Override
          public void lost(long count, String reason) {
            assertEquals(Losses.DAMAGED, reason);
            lost += count;
          }

          @Override
          public void trouble(String what) {
            throw new AssertionError(what);
          }
        });
  }

  /// Three segments of some 8 KiB, and a checkpoint at their beginning.
  @BeforeEach
  void write() throws IOException {
    Spool spool = Spool.open(options(), new FaultDisk());
    LaneSpool lane = open(spool);
    List<byte[]> payloads = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (int bytes = 0; bytes < 20_000; ) {
      byte[] payload = new byte[8 + random.nextInt(300)];
      random.nextBytes(payload);
      int count = 1 + random.nextInt(5);
      lane.append(count, payload);
      payloads.add(payload);
      counts.add(count);
      bytes += payload.length + Frame.HEADER;
    }
    lane.sync();
    spool.close();
    for (Path file : FaultDisk.files(folder.resolve("fake-logs"))) {
      if (file.toString().endsWith(".segment")) {
        segments.add(file);
        originals.add(Files.readAllBytes(file));
      }
    }
    int frame = 0;
    for (int segment = 0; segment < segments.size(); segment++) {
      int at = Segment.HEADER;
      while (at < originals.get(segment).length) {
        byte[] payload = payloads.get(frame);
        int to = at + Frame.HEADER + payload.length;
        stored.add(new Stored(segment, at, to, counts.get(frame), payload));
        at = to;
        frame++;
      }
    }
    assertEquals(3, segments.size());
    assertEquals(payloads.size(), stored.size());
  }

  /// Opens and reads everything, as a new process does.
  private List<byte[]> survivors() throws IOException {
    Spool spool = Spool.open(options(), new FaultDisk());
    LaneSpool lane = open(spool);
    List<byte[]> found = new ArrayList<>();
    for (Frame frame = lane.read(); frame != null; frame = lane.read()) {
      found.add(frame.payload());
    }
    assertEquals(0, lane.unread());
    spool.close(); // nothing is acknowledged, so every file is still there
    return found;
  }

  /// Checks that the frames outside a stretch of a segment are there, in order, and those that are
  /// not are counted. Bytes that are cut out may leave a frame whole by chance.
  private void assertSpared(int segment, int from, int to, String what) throws IOException {
    List<ByteBuffer> found = survivors().stream().map(ByteBuffer::wrap).toList();
    long missing = 0;
    int next = 0;
    for (Stored frame : stored) {
      if (next < found.size() && found.get(next).equals(ByteBuffer.wrap(frame.payload))) {
        next++;
      } else {
        missing += frame.count;
        assertFalse(frame.segment != segment || frame.isOutside(from, to), what + " cost " + frame);
      }
    }
    assertEquals(found.size(), next, what + " gave something that was never written");
    assertEquals(missing, lost, what);
  }

  @Test
  void losesExactlyTheFramesThatAMutationHits() throws IOException {
    for (int mutation = 0; mutation < MUTATIONS; mutation++) {
      int segment = random.nextInt(segments.size());
      byte[] bytes = originals.get(segment).clone();
      int from = random.nextInt(bytes.length);
      int to = from + 1;
      byte[] mutated =
          switch (random.nextInt(5)) {
            case 0 -> { // one bit
              bytes[from] ^= (byte) (1 << random.nextInt(8));
              yield bytes;
            }
            case 1 -> { // a block of something else
              to = Math.min(bytes.length, from + 1 + random.nextInt(600));
              for (int i = from; i < to; i++) {
                bytes[i] = (byte) ~bytes[i];
              }
              yield bytes;
            }
            case 2 -> { // a block is gone
              to = Math.min(bytes.length, from + 1 + random.nextInt(600));
              yield without(bytes, from, to);
            }
            case 3 -> { // the end is gone
              to = bytes.length;
              yield Arrays.copyOf(bytes, from);
            }
            default -> { // something is in between
              byte[] more = new byte[1 + random.nextInt(100)];
              random.nextBytes(more);
              to = from; // hits a frame unless it is between two
              yield with(bytes, from, more);
            }
          };
      Files.write(segments.get(segment), mutated);
      lost = 0;
      assertSpared(segment, from, to, "mutation " + mutation + " of " + from + " to " + to);
      Files.write(segments.get(segment), originals.get(segment));
    }
  }

  @Test
  void trustsNoLengthOnTheDisk() throws IOException {
    Stored victim = stored.get(3);
    byte[] bytes = originals.get(0).clone();
    byte[] header = Frame.encode(6, Integer.MAX_VALUE, new byte[0]).array();
    System.arraycopy(header, 0, bytes, victim.from, 4);
    bytes[victim.from + 4] = 0x7F; // two gigabytes, with a checksum that says so too
    int checksum = Frame.checksum(bytes, victim.from, Frame.HEADER - 4);
    for (int i = 0; i < 4; i++) {
      bytes[victim.from + Frame.HEADER - 4 + i] = (byte) (checksum >> (24 - 8 * i));
    }
    Files.write(segments.getFirst(), bytes);
    assertSpared(0, victim.from, victim.to, "length");
  }

  @Test
  void startsOverWhereTheCheckpointIsDamaged() throws IOException {
    Files.write(folder.resolve("fake-logs").resolve("checkpoint"), new byte[] {1, 2, 3});
    assertSpared(-1, 0, 0, "checkpoint");
  }

  @Test
  void countsASegmentThatIsMissing() throws IOException {
    Files.delete(segments.get(1));
    assertSpared(1, 0, Integer.MAX_VALUE, "segment");
  }

  @Test
  void leavesFilesAloneThatAreNotItsOwn() throws IOException {
    Path stranger = Files.writeString(folder.resolve("fake-logs").resolve("notes.txt"), "mine");
    Path vandal =
        Files.writeString(
            folder.resolve("fake-logs").resolve("9223372036854775807.segment"), "huge");
    assertSpared(-1, 0, 0, "strangers");
    assertTrue(Files.exists(stranger) && Files.exists(vandal));
  }

  private static byte[] without(byte[] bytes, int from, int to) {
    byte[] rest = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, rest, from, bytes.length - to);
    return rest;
  }

  private static byte[] with(byte[] bytes, int at, byte[] more) {
    byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, all, at, more.length);
    System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
    return all;
  }
}
