package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.DeadLetter;
import dev.obs.kernel.spool.SpoolFolder;
import dev.obs.kernel.spool.SwitchedDisk;
import dev.obs.kernel.spool.SwitchedDisk.State;
import dev.obs.spi.ExportResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The dead letters of a lane in its accounts, its log and the spool's totals.
class DeadLetterReportsTest extends SpooledLanes {
  private final SwitchedDisk disk = new SwitchedDisk();

  @Test
  void dropsRejectedRecordsWhoseDeadLettersCannotBeKept() throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    Process process =
        new Process(
            batch -> {
              ready.await();
              return new ExportResult.Rejected("http 400");
            },
            disk.spool(options()));
    process.offer(0, 3);
    process.awaitAccepted(3);
    disk.is(State.FAILS);
    ready.countDown();
    process.settle();
    assertEquals(Map.of("http 400", 3L), process.lane.stats().dropped());
    assertEquals(0, process.lane.stats().deadLettered());
    assertLogged(
        process,
        "fake logs: the spool cannot keep dead letters: java.io.IOException: Input/output error");
    assertLogged(
        process,
        "fake logs: the spool cannot keep its position: java.io.IOException: Input/output error");
    assertLogged(process, "fake logs drops records: http 400");
    disk.is(State.WORKS);
    process.close(Duration.ofSeconds(5));
    assertEquals(Map.of("http 400", 3L), summary().dropped());
  }

  @Test
  void keepsItsLossesAndDeadLettersInTheSpoolsTotals() throws Exception {
    maxSize = 256 << 20;
    Process process = new Process(batch -> new ExportResult.Rejected("http 400"));
    process.offer(0, 2);
    process.settle();
    assertLogged(process, "fake logs puts records aside as dead letters: http 400");
    assertEquals(2, process.lane.stats().deadLettered());
    process.close(Duration.ofSeconds(5));
    Process down = new Process(SpooledLanes::down);
    down.offer(2, 3);
    await().until(() -> down.lane.stats().failing().equals("down"));
    down.lane.offer(record("y".repeat(20 << 20)));
    down.awaitAccepted(2);
    assertLogged(down, "fake logs: the spool drops new records: too large for the spool");
    down.close(Duration.ofSeconds(5));
    assertEquals(Map.of("too large for the spool", 1L), summary().dropped());
    assertEquals(1, summary().waiting());
    assertEquals(2, summary().deadLetters());
  }

  @Test
  void leavesReplayedDeadLettersAloneThatHoldMoreThanOneRecord() throws Exception {
    earlier(lane -> lane.deadLetters().add(List.of(letter("good"), letter("two", "records"))));
    SpoolFolder.at(folder.resolve("spool")).replay("fake-logs");
    Process process = new Process(this::take);
    await().until(() -> !process.log.isEmpty());
    assertLogged(
        process,
        "fake logs: the spool does not replay dead letters: a dead letter does not hold one"
            + " record");
    assertEquals(0, process.lane.stats().recovered());
    assertTrue(Files.exists(folder.resolve("spool/fake-logs/replay.jsonl")));
  }

  @Test
  void replaysNoMoreThanThereIsRoomFor() throws Exception {
    maxSize = 1 << 20;
    String large = "x".repeat(60_000);
    earlier(lane -> {
      for (int i = 0; i < 9; i++) {
        lane.append(1, encoded(large));
      }
      lane.deadLetters().add(Collections.nCopies(5, letter(large)));
      lane.sync();
    });
    SpoolFolder.at(folder.resolve("spool")).replay("fake-logs");
    AtomicBoolean up = new AtomicBoolean();
    Process process = new Process(batch -> up.get() ? take(batch) : down(batch));
    await().until(() -> process.log.stream().anyMatch(line -> line.contains("replay")));
    assertLogged(
        process, "fake logs: the spool does not replay dead letters: no room for them yet");
    assertEquals(9, process.lane.stats().recovered());
    up.set(true);
    await().until(() -> backend.size() == 14);
    assertEquals(14, process.lane.stats().recovered());
    assertEquals(0, summary().replaying());
  }

  private static DeadLetter letter(String... bodies) {
    return new DeadLetter(1, Instant.EPOCH, "http 400", "text", encoded(bodies));
  }

  @Test
  void shortensTheTextOfADeadLetter() throws Exception {
    Process process = new Process(batch -> new ExportResult.Rejected("http 400"));
    process.lane.offer(record("x".repeat(200)));
    process.lane.offer(record("y".repeat(201)));
    process.settle();
    Path file = folder.resolve("spool/fake-logs/dead-letters.jsonl");
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.getFirst().contains("\"text\":\"" + "x".repeat(200) + "\""));
    assertTrue(lines.getLast().contains("\"text\":\"" + "y".repeat(200) + "...\""));
  }
}
