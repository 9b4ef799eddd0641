package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.kernel.spool.FaultDisk.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The room of a lane on the disk, and what it does when there is none left.
class LaneSpoolRoomTest extends LaneSpools {
  @Test
  void countsARecordInDeliveryThatIsDroppedToMakeRoomOnceItsProcessDies() throws IOException {
    store(0, 7);
    assertEquals(0, lane.read().first()); // in delivery
    for (int i = 7; heard.lost.isEmpty(); i++) {
      store(i, i + 1);
    }
    assertEquals(Map.of(Losses.FULL, 6L), heard.lost);
    long end = lane.end();
    heard.lost.clear();
    dieAndOpen();
    assertEquals(end - 6, lane.recovered());
    assertEquals(Map.of(Losses.FULL, 1L), heard.lost);
    assertEquals(7, lane.position());
    assertEquals(Map.of(), summary().dropped(), "booked with the next checkpoint");
    acknowledge(7, 0);
    assertEquals(Map.of(Losses.FULL, 7L), summary().dropped());
  }

  @Test
  void takesRecordsUpToItsLimitExactly() throws IOException {
    close();
    disk = new FaultDisk();
    int frame = Frame.HEADER + 72; // a segment holds one
    int whole = Segment.HEADER + frame;
    open(8 * whole + frame, false);
    for (int i = 0; i < 9; i++) {
      lane.append(1, new byte[72]);
    }
    SpoolException full = assertThrows(SpoolException.class, () -> lane.append(1, new byte[72]));
    assertEquals(Losses.FULL, full.getMessage());
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
    assertEquals(Map.of(Losses.FULL, 7L), heard.lost);
    assertFalse(files().contains(segment(0)));
  }

  @Test
  void refusesARecordThatFindsNoRoomOnTheDiskIfThereIsNothingToDrop() throws IOException {
    store(0, 1);
    disk.usable = 0;
    disk.at(disk.operations() + 1, Fault.ERROR);
    SpoolException full = assertThrows(SpoolException.class, () -> append(1, 2));
    assertEquals(Losses.DISK_FULL, full.getMessage());
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
    assertEquals((8 << 10) - Frame.HEADER, lane.largestPayload());
    assertEquals(64 << 10, lane.limit());
  }
}
