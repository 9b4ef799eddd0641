package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.FaultDisk.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a lane's spool keeps from one process to the next. A segment has room for seven records.
@Timeout(60)
class LaneSpoolTest {
  private static final int RECORD = 1000;
  private static final int FRAME = FrameFormat.FRAME_HEADER + RECORD;
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  private FaultDisk disk = new FaultDisk();
  private final Heard heard = new Heard();
  private Path lanePath;
  private Spool spool;
  private LaneSpool lane;

  @BeforeEach
  void open() throws IOException {
    open(64 << 10, true);
  }

  private void open(long maxSize, boolean dropOldest) throws IOException {
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
  private void dieAndOpen() throws IOException {
    spool.close();
    disk = new FaultDisk();
    open();
  }

  private void losePowerAndOpen() throws IOException {
    spool.close();
    disk.losePower(lanePath, new Random(1));
    disk = new FaultDisk();
    open();
  }

  private void closeAndOpen() throws IOException {
    close();
    open();
  }

  private static byte[] payload(int number) {
    byte[] payload = new byte[RECORD];
    payload[0] = (byte) number;
    return payload;
  }

  private void append(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      lane.append(1, payload(i));
    }
  }

  private void store(int from, int to) throws IOException {
    append(from, to);
    lane.sync();
    lane.publish();
  }

  private void assertReads(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Frame frame = lane.read();
      assertEquals(i, frame.first());
      assertEquals(1, frame.count());
      assertArrayEquals(payload(i), frame.payload());
    }
    assertNull(lane.read());
    assertEquals(0, lane.unread());
  }

  private void acknowledge(long before, long delivered) {
    lane.acknowledge(before, delivered, 0, new Losses());
  }

  private List<String> files() throws IOException {
    return FaultDisk.files(lanePath).stream().map(file -> file.getFileName().toString()).toList();
  }

  private static String segment(int first) {
    return String.format("%019d.segment", first);
  }

  @Test
  void numbersRecordsInTheirOrder() throws IOException {
    assertEquals(3, lane.append(3, payload(0)));
    assertEquals(5, lane.append(2, payload(1)));
    assertEquals(0, lane.end());
    lane.sync();
    assertEquals(5, lane.end());
    assertEquals(0, lane.unread());
    assertNull(lane.read(), "what is not published is not read");
    lane.publish();
    assertEquals(5, lane.unread());
    assertEquals(3, lane.read().count());
    assertEquals(2, lane.unread());
    assertEquals(3, lane.read().first());
    assertEquals(0, lane.position());
  }

  @Test
  void startsASegmentWhereTheLastOneIsFullAndMakesTheNextOneAhead() throws IOException {
    assertTrue(files().contains("spare"));
    store(0, 20);
    assertEquals(List.of(segment(0), segment(7), segment(14), "checkpoint", "spare"), files());
    assertEquals(20 * FRAME + 3 * FrameFormat.SEGMENT_HEADER, lane.size());
    assertReads(0, 20);
  }

  @Test
  void losesNothingOfAFullSegmentWhenThePowerGoes() throws IOException {
    store(0, 20); // with one sync
    losePowerAndOpen();
    assertEquals(20, lane.recovered());
    assertReads(0, 20);
    assertEquals(Map.of(), heard.lost);
  }

  @Test
  void goesOnWhereADeadProcessStopped() throws IOException {
    store(0, 10);
    acknowledge(4, 4);
    append(10, 12); // and not synced
    dieAndOpen();
    assertEquals(8, lane.recovered());
    assertEquals(4, lane.position());
    assertReads(4, 12);
    store(12, 13);
    assertReads(12, 13);
  }

  @Test
  void keepsItsPositionWhenThePowerGoesAfterASegmentIsRemoved() throws IOException {
    store(0, 20);
    acknowledge(7, 7);
    assertFalse(files().contains(segment(0)));
    acknowledge(9, 2); // kept later
    losePowerAndOpen();
    assertTrue(lane.position() >= 7 && lane.recovered() <= 13, "from " + lane.position());
    assertEquals(Map.of(), heard.lost);
  }

  @Test
  void keepsEverythingWhenItIsClosed() throws IOException {
    store(0, 9);
    acknowledge(3, 3);
    append(9, 10);
    close();
    disk.losePower(lanePath, new Random(1));
    disk = new FaultDisk();
    open();
    assertEquals(3, lane.position());
    assertEquals(7, lane.recovered());
    assertReads(3, 10);
  }

  @Test
  void leavesNoSegmentWhenAllIsSettledAndGoesOnWithTheNextNumber() throws IOException {
    store(0, 9);
    acknowledge(9, 9);
    close();
    assertEquals(List.of("checkpoint"), files());
    assertEquals(0, lane.size());
    open();
    assertEquals(0, lane.recovered());
    store(9, 10);
    assertReads(9, 10);
  }

  @Test
  void takesNothingOnceItIsClosed() throws IOException {
    store(0, 1);
    lane.close();
    assertThrows(IOException.class, () -> append(1, 2));
    assertThrows(IOException.class, lane::sync);
    assertNull(lane.read());
    acknowledge(1, 1);
    assertEquals(List.of(segment(0), "checkpoint"), files());
  }

  @Test
  void removesSegmentsOnceTheyAreSettled() throws IOException {
    store(0, 20);
    acknowledge(6, 6);
    assertTrue(files().contains(segment(0)));
    acknowledge(14, 8);
    assertEquals(List.of(segment(14), "checkpoint", "spare"), files());
    assertEquals(6 * FRAME + FrameFormat.SEGMENT_HEADER, lane.size());
  }

  @Test
  void reportsASegmentThatItCannotRemove() throws IOException {
    store(0, 20);
    disk.at(disk.operations() + 3, Fault.ERROR); // after the write and the sync of the checkpoint
    acknowledge(7, 7);
    assertEquals(1, heard.troubles.size());
    assertTrue(
        heard.troubles.getFirst().startsWith("cannot remove " + lanePath.resolve(segment(0))),
        heard.troubles::toString);
    assertTrue(heard.troubles.getFirst().endsWith("made to fail"), heard.troubles::toString);
  }

  @Test
  void reportsACheckpointThatItCannotKeep() throws IOException {
    store(0, 1);
    disk.at(disk.operations() + 1, Fault.ERROR);
    acknowledge(1, 1);
    assertEquals(
        List.of("cannot keep its position: java.io.IOException: made to fail"), heard.troubles);
  }

  @Test
  void countsASegmentThatIsMissing() throws IOException {
    store(0, 20);
    dieAndRemove(segment(0));
    assertEquals(20, lane.recovered());
    assertEquals(Map.of(LaneSpool.DAMAGED, 7L), heard.lost);
    assertReads(7, 20);
    acknowledge(20, 13);
    closeAndOpen();
    assertEquals(Map.of(LaneSpool.DAMAGED, 7L), summary().dropped());
    assertEquals(0, lane.recovered());
  }

  private void dieAndRemove(String file) throws IOException {
    spool.close();
    Files.delete(lanePath.resolve(file));
    disk = new FaultDisk();
    open();
  }

  private LaneSummary summary() throws IOException {
    return SpoolFolder.at(lanePath.getParent()).lanes().getFirst();
  }

  @Test
  void countsARecordInDeliveryThatIsDroppedToMakeRoomOnceItsProcessDies() throws IOException {
    store(0, 7);
    assertEquals(0, lane.read().first()); // in delivery
    for (int i = 7; heard.lost.isEmpty(); i++) {
      store(i, i + 1);
    }
    assertEquals(Map.of(LaneSpool.FULL, 6L), heard.lost);
    long end = lane.end();
    heard.lost.clear();
    dieAndOpen();
    assertEquals(end - 6, lane.recovered());
    assertEquals(Map.of(LaneSpool.FULL, 1L), heard.lost);
    assertEquals(7, lane.position());
    assertEquals(Map.of(), summary().dropped(), "booked with the next checkpoint");
    acknowledge(7, 0);
    assertEquals(Map.of(LaneSpool.FULL, 7L), summary().dropped());
  }

  @Test
  void takesRecordsUpToItsLimitExactly() throws IOException {
    close();
    disk = new FaultDisk();
    int frame = FrameFormat.FRAME_HEADER + 72; // a segment holds one
    int whole = FrameFormat.SEGMENT_HEADER + frame;
    open(8 * whole + frame, false);
    for (int i = 0; i < 9; i++) {
      lane.append(1, new byte[72]);
    }
    SpoolException full = assertThrows(SpoolException.class, () -> lane.append(1, new byte[72]));
    assertEquals(LaneSpool.FULL, full.getMessage());
    assertEquals(9 * whole, lane.size());
    assertEquals(Map.of(), heard.lost);
  }

  @Test
  void aWriteThatFailsWhileThereIsRoomIsNotAFullDisk() throws IOException {
    store(0, 1);
    disk.usable = FRAME + (1 << 16);
    disk.at(disk.operations() + 1, Fault.ERROR);
    IOException failed = assertThrows(IOException.class, () -> append(1, 2));
    assertEquals("made to fail", failed.getMessage());
    lane.rollback();
    store(1, 2);
    assertReads(0, 2);
  }

  @Test
  void dropsTheOldestForARecordThatFindsNoRoomOnTheDisk() throws IOException {
    store(0, 20);
    disk.usable = FRAME + (1 << 16) - 1;
    disk.at(disk.operations() + 1, Fault.ERROR);
    append(20, 21);
    assertEquals(Map.of(LaneSpool.FULL, 7L), heard.lost);
    assertFalse(files().contains(segment(0)));
  }

  @Test
  void refusesARecordThatFindsNoRoomOnTheDiskIfThereIsNothingToDrop() throws IOException {
    store(0, 1);
    disk.usable = 0;
    disk.at(disk.operations() + 1, Fault.ERROR);
    SpoolException full = assertThrows(SpoolException.class, () -> append(1, 2));
    assertEquals(LaneSpool.DISK_FULL, full.getMessage());
  }

  @Test
  void forgetsWhatItRollsBack() throws IOException {
    store(0, 2);
    long size = lane.size();
    append(2, 5);
    assertEquals(size + 3 * FRAME, lane.size());
    lane.rollback();
    assertEquals(size, lane.size());
    assertEquals(size, Files.size(lanePath.resolve(segment(0))));
    assertEquals(2, lane.end());
    append(12, 13);
    lane.sync();
    lane.publish();
    assertEquals(0, lane.read().first());
    assertEquals(1, lane.read().first());
    Frame next = lane.read();
    assertEquals(2, next.first());
    assertArrayEquals(payload(12), next.payload());
  }

  @Test
  void booksRecordsThatWereNeverStored() throws IOException {
    lane.drop(3, "too large for the spool");
    close();
    assertEquals(Map.of("too large for the spool", 3L), summary().dropped());
  }

  @Test
  void itsLargestRecordTakesAnEighthOfItsRoom() throws IOException {
    assertEquals((8 << 10) - FrameFormat.FRAME_HEADER, lane.largestPayload());
    assertEquals(64 << 10, lane.limit());
  }
}
