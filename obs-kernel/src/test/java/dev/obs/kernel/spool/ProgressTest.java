package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Progress progress =
      new Progress(new Checkpoint(10, 50, 0, 4, 5, new TreeMap<>(Map.of("earlier", 6L))));

  @Test
  void goesOnWithThePositionAndTheTotalsOfAnEarlierRun() {
    assertEquals(10, progress.position());
    assertEquals(10, progress.read());
    assertEquals(
        new Checkpoint(10, 50, 0, 4, 5, new TreeMap<>(Map.of("earlier", 6L))),
        progress.checkpoint(50));
  }

  @Test
  void booksWhatBecameOfRecords() {
    Losses dropped = new Losses();
    dropped.add(3, "http 400");
    progress.book(1, 2, dropped);
    progress.drop(7, "disk full");
    Checkpoint checkpoint = progress.checkpoint(50);
    assertEquals(5, checkpoint.delivered());
    assertEquals(7, checkpoint.deadLettered());
    assertEquals(Map.of("earlier", 6L, "http 400", 3L, "disk full", 7L), checkpoint.dropped());
  }

  @Test
  void whatIsSkippedWhileNothingIsInDeliveryIsSettledAtOnce() {
    assertEquals(5, progress.skipTo(15, "spool full"));
    assertEquals(15, progress.position());
    assertEquals(15, progress.read());
    assertEquals(5, progress.checkpoint(50).dropped().get("spool full"));
    assertEquals(0, progress.checkpoint(50).ahead());
  }

  @Test
  void whatIsSkippedBehindRecordsInDeliveryCountsOnceTheyAreSettled() {
    progress.readTo(12);
    assertEquals(3, progress.skipTo(15, "spool full"));
    assertEquals(4, progress.skipTo(19, "damaged"));
    assertEquals(10, progress.position());
    assertEquals(7, progress.checkpoint(50).ahead());
    assertEquals(Map.of("earlier", 6L), progress.checkpoint(50).dropped());
    progress.settleTo(11);
    assertEquals(11, progress.position());
    assertEquals(7, progress.checkpoint(50).ahead());
    progress.settleTo(12);
    assertEquals(19, progress.position());
    assertEquals(0, progress.checkpoint(50).ahead());
    assertEquals(
        Map.of("earlier", 6L, "spool full", 3L, "damaged", 4L), progress.checkpoint(50).dropped());
  }

  @Test
  void nothingIsSkippedThatIsReadAlready() {
    progress.readTo(12);
    assertEquals(0, progress.skipTo(12, "damaged"));
    assertEquals(0, progress.skipTo(11, "damaged"));
    assertEquals(12, progress.read());
    assertEquals(0, progress.checkpoint(50).ahead());
  }

  @Test
  void neverGoesBack() {
    progress.settleTo(9);
    assertEquals(10, progress.position());
    assertEquals(10, progress.checkpoint(3).end(), "the end is not before the position");
  }
}
