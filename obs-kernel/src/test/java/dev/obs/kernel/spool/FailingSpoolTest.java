package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.trust.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A lane's spool while somebody removes its files, or the system has no descriptors.
@Timeout(60)
class FailingSpoolTest {
  private static final int RECORD = 1000;

  @TempDir Path folder;

  private final FaultDisk disk = new FaultDisk();
  private final Heard heard = new Heard();
  private Path path;
  private Path lanePath;
  private Spool spool;
  private LaneSpool lane;

  @BeforeEach
  void open() throws IOException {
    path = folder.toRealPath().resolve("spool");
    lanePath = path.resolve("fake-logs");
    spool = Spool.open(new SpoolOptions(path, 64 << 10, Duration.ZERO, true, 1 << 20), disk);
    lane = spool.lane("fake", "logs", heard);
  }

  @AfterEach
  void close() throws IOException {
    disk.limitOfDescriptors = Integer.MAX_VALUE;
    lane.close();
    spool.close();
    assertEquals(0, disk.descriptors(), "descriptors leak");
  }

  private void store(int records) throws IOException {
    for (int i = 0; i < records; i++) {
      lane.append(1, new byte[RECORD]);
      lane.sync();
      lane.publish();
    }
  }

  /// Stores, and once more elsewhere if that fails, as a lane does.
  private void storeAgain(int records) throws IOException {
    try {
      store(records);
    } catch (IOException failure) {
      lane.rollback();
      store(records);
    }
  }

  private int deliver() throws IOException {
    int records = 0;
    for (Frame frame = lane.read(); frame != null; frame = lane.read()) {
      records += frame.count();
      lane.acknowledge(frame.first() + frame.count(), frame.count(), 0, new Losses());
    }
    lane.release();
    return records;
  }

  private static void remove(Path what) throws IOException {
    try (Stream<Path> all = Files.walk(what)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /// A process that comes later finds what this one accepted.
  private long waiting() throws IOException {
    return SpoolFolder.at(path).lanes().getFirst().waiting();
  }

  @Test
  void makesItsFolderAndItsLockAgainAndCountsWhatWasInThem() throws IOException {
    store(20);
    remove(path);
    storeAgain(5);
    assertTrue(Files.exists(path.resolve("lock")));
    assertThrows(
        SpoolException.class,
        () -> Spool.open(new SpoolOptions(path, 1 << 20, Duration.ZERO, true, 1 << 20)));
    assertEquals(5, deliver());
    assertEquals(Map.of(Losses.REMOVED, 20L), heard.lost);
    assertEquals(0, lane.unread());
    assertEquals(lane.end(), lane.position());
  }

  @Test
  void makesALanesFolderAgain() throws IOException {
    store(3);
    assertEquals(3, deliver());
    Files.move(lanePath, path.resolve("moved"));
    storeAgain(2);
    assertEquals(2, waiting());
    assertEquals(2, deliver());
    assertEquals(Map.of(), heard.lost);
  }

  @Test
  void acceptsNothingIntoAFileThatWasRemoved() throws IOException {
    store(1);
    for (Path file : FaultDisk.files(lanePath)) {
      if (file.toString().endsWith(".segment")) {
        Files.delete(file);
      }
    }
    lane.append(1, new byte[RECORD]);
    assertThrows(IOException.class, lane::sync);
    lane.rollback();
    assertEquals(1, lane.end());
    store(1);
    assertEquals(1, deliver());
    assertEquals(Map.of(Losses.REMOVED, 1L), heard.lost);
  }

  @Test
  void writesItsCheckpointAgainWhereSomebodyRemovedIt() throws IOException {
    store(10);
    assertEquals(10, deliver());
    Files.delete(lanePath.resolve("checkpoint"));
    store(4);
    assertEquals(10, SpoolFolder.at(path).lanes().getFirst().delivered());
    assertEquals(4, waiting());
  }

  @Tag("slow")
  @Test
  void takesItsLockAgainWithinASecondAndNeverFromAnotherProcess() throws Exception {
    Files.delete(path.resolve("lock"));
    Thread.sleep(1_001); // the time that the promise names
    store(1);
    assertTrue(Files.exists(path.resolve("lock")));
  }

  @Test
  void doesNotWriteIntoAFolderThatSomebodyElseMadeInItsPlace() throws IOException {
    store(1);
    remove(lanePath);
    Files.createDirectory(lanePath);
    Foreign.give(lanePath);
    IOException refused = assertThrows(IOException.class, () -> storeAgain(1));
    lane.rollback();
    assertFalse(refused instanceof SpoolException, "the records are dropped as if it were full");
    assertTrue(refused.getMessage().startsWith(lanePath + " belongs to nobody"), refused::toString);
    Files.setAttribute(lanePath, "unix:uid", 0);
    Foreign.allow(lanePath, "rwx------");
    store(1);
    assertEquals(1, deliver());
  }

  @Test
  void makesNothingAgainOnceItIsClosed() throws IOException {
    store(1);
    spool.close();
    remove(path);
    assertThrows(IOException.class, () -> store(1));
    lane.acknowledge(1, 1, 0, new Losses());
    assertFalse(Files.exists(path));
  }

  @Test
  void startsSegmentsWithoutAFreeDescriptorAndReadsWhenThereIsOne() throws IOException {
    store(1);
    disk.limitOfDescriptors = disk.descriptors();
    store(8); // more than one segment
    assertThrows(IOException.class, lane::read);
    for (int attempt = 0; attempt < 10; attempt++) {
      lane.skipUnreadable();
      assertThrows(IOException.class, lane::read);
    }
    assertEquals(9, lane.unread());
    disk.limitOfDescriptors++;
    assertEquals(9, deliver());
    assertEquals(Map.of(), heard.lost);
    assertEquals(List.of(), heard.troubles);
  }

  @Test
  void keepsDeadLettersWithoutAFreeDescriptor() throws IOException {
    lane.deadLetters().add(List.of(letter(1)));
    disk.limitOfDescriptors = disk.descriptors();
    assertEquals(1, lane.deadLetters().add(List.of(letter(2))));
    disk.limitOfDescriptors++;
    assertEquals(2, SpoolFolder.at(path).lanes().getFirst().deadLetters());
  }

  @Test
  void keepsDeadLettersInANewFileWhereSomebodyRemovedTheOld() throws IOException {
    lane.deadLetters().add(List.of(letter(1)));
    remove(path);
    assertEquals(1, lane.deadLetters().add(List.of(letter(2))));
    assertEquals(1, SpoolFolder.at(path).lanes().getFirst().deadLetters());
  }

  private static DeadLetter letter(long sequence) {
    return new DeadLetter(sequence, Instant.EPOCH, "http 400", "text", new byte[1]);
  }

  @Test
  void givesUpOnlyTheSegmentThatNoAttemptCanRead() throws IOException {
    store(1);
    disk.unreadable = true;
    assertThrows(IOException.class, lane::read);
    lane.skipUnreadable();
    disk.unreadable = false;
    assertNull(lane.read());
    assertEquals(Map.of(Losses.DAMAGED, 1L), heard.lost);
    store(1);
    assertNotNull(lane.read());
    lane.skipUnreadable(); // nothing has failed
    assertEquals(Map.of(Losses.DAMAGED, 1L), heard.lost);
  }

  @Test
  void anInterruptCostsNeitherARecordNorTheCheckpoint() throws IOException {
    store(3);
    Thread.currentThread().interrupt();
    assertThrows(IOException.class, lane::read);
    lane.skipUnreadable();
    lane.acknowledge(0, 0, 0, new Losses()); // closes the checkpoint's file
    assertTrue(Thread.interrupted());
    assertFalse(heard.troubles.isEmpty());
    assertEquals(3, deliver());
    store(1);
    assertEquals(1, waiting());
    assertEquals(Map.of(), heard.lost);
  }
}
