package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Lanes in a spool on a disk that fails on request, for tests of the records that they keep.
abstract class LaneSpools {
  static final int RECORD = 1000;
  static final int FRAME = Frame.HEADER + RECORD;
  static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  FaultDisk disk = new FaultDisk();
  final Heard heard = new Heard();
  Path lanePath;
  Spool spool;
  LaneSpool lane;

  @BeforeEach
  void open() throws IOException {
    open(64 << 10, true);
  }

  void open(long maxSize, boolean dropOldest) throws IOException {
    Path path = folder.toRealPath().resolve("spool");
    lanePath = path.resolve("fake-logs");
    spool = Spool.open(new SpoolOptions(path, maxSize, HOUR, dropOldest, 1 << 20), disk);
    lane = spool.lane("fake", "logs", heard);
  }

  @AfterEach
  void close() throws IOException {
    lane.close();
    spool.close();
    assertEquals(0, disk.descriptors(), "descriptors leak");
  }

  /// Ends as a process does that is killed, and starts the next one.
  void dieAndOpen() throws IOException {
    spool.close();
    disk = new FaultDisk();
    open();
  }

  void losePowerAndOpen() throws IOException {
    spool.close();
    disk.losePower(new Random(1));
    disk = new FaultDisk();
    open();
  }

  void closeAndOpen() throws IOException {
    close();
    open();
  }

  static byte[] payload(int number) {
    byte[] payload = new byte[RECORD];
    payload[0] = (byte) number;
    return payload;
  }

  void append(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      lane.append(1, payload(i));
    }
  }

  void store(int from, int to) throws IOException {
    append(from, to);
    lane.sync();
    lane.publish();
  }

  void assertReads(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Frame frame = lane.read();
      assertEquals(i, frame.first());
      assertEquals(1, frame.count());
      assertArrayEquals(payload(i), frame.payload());
    }
    assertNull(lane.read());
    assertEquals(0, lane.unread());
  }

  void acknowledge(long before, long delivered) {
    lane.acknowledge(before, delivered, 0, new Losses());
  }

  List<String> files() throws IOException {
    return FaultDisk.files(lanePath).stream().map(file -> file.getFileName().toString()).toList();
  }

  static String segment(int first) {
    return String.format("%019d.segment", first);
  }

  void dieAndRemove(String file) throws IOException {
    spool.close();
    Files.delete(lanePath.resolve(file));
    disk = new FaultDisk();
    open();
  }

  LaneSummary summary() throws IOException {
    return SpoolFolder.at(lanePath.getParent()).lanes().getFirst();
  }
}
