package dev.obs.kernel.lane;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.FaultySpool;
import dev.obs.kernel.spool.Spool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.spi.ExportResult;
import dev.obs.spi.LaneStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpooledLaneTest extends SpooledLanes {

  @Test
  void deliversInOrderAndLeavesNothingOnTheDisk() throws Exception {
    Process process = new Process(this::take);
    process.offer(0, 1000);
    process.flush();
    assertEquals(records(0, 1000), backend);
    process.close(Duration.ofSeconds(5));
    assertEquals(0, process.lane.stats().spoolBytes());
    assertEquals(0, summary().waiting());
    assertEquals(1000, summary().delivered());
  }

  @Test
  void deliversWhatAnEarlierProcessCouldNot() throws Exception {
    Process first = new Process(SpooledLanes::down);
    first.offer(0, 100);
    first.awaitAccepted(100);
    first.close(Duration.ofSeconds(5));
    assertEquals(100, first.lane.stats().waiting());
    assertEquals(100, summary().waiting());

    Process second = new Process(this::take);
    second.offer(100, 110);
    second.flush();
    assertEquals(records(0, 110), backend);
    LaneStats stats = second.lane.stats();
    assertEquals(100, stats.recovered());
    assertEquals(110, stats.delivered());
  }

  @Test
  void doesNotSpendTheTimeForClosingOnABackendThatIsDown() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    Process process =
        new Process(batch -> {
          attempts.incrementAndGet();
          return new ExportResult.Retry("down", Duration.ofMinutes(1));
        });
    process.offer(0, 1);
    await().until(() -> attempts.get() == 1);
    Duration took = process.close(Duration.ofMinutes(1));
    assertEquals(2, attempts.get(), "one more attempt");
    assertTrue(took.toSeconds() < 10, "took " + took);
    assertEquals(1, process.lane.stats().waiting());
  }

  @Test
  void leavesAnExporterBehindThatHangsAndKeepsItsRecords() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Process process =
        new Process(batch -> {
          inside.countDown();
          while (release.getCount() > 0) {
            Thread.interrupted();
            Thread.onSpinWait();
          }
          return ExportResult.delivered();
        });
    process.offer(0, 25);
    process.awaitAccepted(25);
    inside.await();
    Duration took = process.close(Duration.ofMillis(100));
    assertTrue(took.toMillis() < 600, "took " + took);
    assertEquals(25, process.lane.stats().waiting());

    Process second = new Process(this::take);
    release.countDown(); // the thread left behind must not disturb the new one
    second.flush();
    assertEquals(records(0, 25), backend);
  }

  @Test
  void storesWhileTheBackendHangs() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Process process =
        new Process(batch -> {
          release.await();
          return take(batch);
        });
    process.offer(0, 5000);
    process.awaitAccepted(5000);
    assertEquals(0, process.lane.stats().delivered());
    release.countDown();
    process.flush();
    assertEquals(records(0, 5000), backend);
  }

  @Test
  void countsExactlyWhatTheOldMakeRoomFor() throws Exception {
    maxSize = 1 << 20;
    Process process = new Process(SpooledLanes::down);
    String padding = "x".repeat(1000);
    for (int i = 0; i < 5000; i++) {
      assertTrue(process.lane.offer(record("record " + i + " " + padding)));
      if (i % 500 == 0) {
        long offered = i + 1L;
        process.awaitAccepted(offered);
      }
    }
    process.awaitAccepted(5000);
    process.close(Duration.ofSeconds(5));
    LaneStats stats = process.lane.stats();
    assertTrue(stats.dropped().get("spool full") > 3000, "" + stats);
    assertTrue(stats.spoolBytes() <= 1 << 20, "" + stats);

    Process second = new Process(this::take);
    second.flush();
    assertEquals(stats.waiting(), backend.size() + second.lane.stats().droppedTotal());
    assertTrue(backend.getLast().startsWith("record 4999 "));
  }

  @Test
  void storesARecordOfSeveralMegabytesAndDropsOneThatIsLargerThanAFrame() throws Exception {
    maxSize = 256 << 20;
    Process process = new Process(this::take);
    process.lane.offer(record("x".repeat(5 << 20)));
    process.lane.offer(record("y".repeat(20 << 20)));
    process.lane.offer(record("small"));
    process.flush();
    assertEquals(List.of(5 << 20, 5), backend.stream().map(String::length).toList());
    assertEquals(Map.of("too large for the spool", 1L), process.lane.stats().dropped());
  }

  @Test
  void storesElsewhereWhatADiskRefusedOnce() throws Exception {
    for (int operation = 2; operation < 40; operation++) {
      backend.clear();
      Spool failing = FaultySpool.failingOnce(options(), operation);
      Process process = new Process(this::take, failing);
      for (int i = 0; i < 50; i += 5) {
        process.offer(i, i + 5);
        process.awaitAccepted(i + 5);
      }
      process.flush();
      assertEquals(records(0, 50), backend, "operation " + operation);
      assertEquals(Map.of(), process.lane.stats().dropped());
      process.close(Duration.ofSeconds(5));
    }
  }

  @Test
  void keepsASecondProcessOut() throws Exception {
    new Process(this::take);
    SpoolException refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            SpoolException.class, () -> new Process(this::take));
    assertTrue(
        refused.getMessage().contains("in use by process " + ProcessHandle.current().pid()),
        refused.getMessage());
  }

  @Test
  void makesItsFolderForItsOwnerAlone() throws Exception {
    new Process(this::take);
    try (Stream<Path> all = Files.walk(folder.resolve("spool"))) {
      all.forEach(path -> {
        try {
          String mode =
              java.nio.file.attribute.PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(path));
          assertTrue(mode.endsWith("------"), path + " " + mode);
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      });
    }
  }
}
