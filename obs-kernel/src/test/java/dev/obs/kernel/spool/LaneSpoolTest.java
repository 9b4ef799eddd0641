package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.FaultDisk.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The records that a lane's spool keeps from one process to the next. A segment has room for seven
/// records.
@Timeout(60)
class LaneSpoolTest extends LaneSpools {
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
    assertEquals(20 * FRAME + 3 * Segment.HEADER, lane.size());
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
    disk.losePower(new Random(1));
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
    assertEquals(6 * FRAME + Segment.HEADER, lane.size());
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
    assertEquals(Map.of(Losses.DAMAGED, 7L), heard.lost);
    assertReads(7, 20);
    acknowledge(20, 13);
    closeAndOpen();
    assertEquals(Map.of(Losses.DAMAGED, 7L), summary().dropped());
    assertEquals(0, lane.recovered());
  }
}
