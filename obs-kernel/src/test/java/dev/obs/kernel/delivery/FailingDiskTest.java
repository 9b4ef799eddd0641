package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.SwitchedDisk;
import dev.obs.kernel.spool.SwitchedDisk.State;
import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A lane whose spool cannot store, which delivers as a lane without a spool does.
class FailingDiskTest extends SpooledLanes {
  private final SwitchedDisk disk = new SwitchedDisk();

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"FAILS", "FULL"})
  void aHealthyBackendGetsAllRecords(State state) throws Exception {
    Process process = new Process(this::take, disk.spool(options()));
    process.offer(0, 100);
    process.flush();
    assertEquals(0, process.lane.stats().unprotected());
    disk.is(state);
    process.offer(100, 400);
    process.flush();
    assertEquals(records(0, 400), backend, "each once and in order");
    assertEquals(300, process.lane.stats().unprotected());
    assertEquals(Map.of(), process.lane.stats().dropped());
    disk.is(State.WORKS);
    process.offer(400, 500);
    process.flush();
    assertEquals(records(0, 500), backend);
    assertEquals(300, process.lane.stats().unprotected(), "it stores again");
    await().until(() -> process.lane.stats().memoryBytes() == 0);
  }

  @Test
  void batchesAreAsLargeAsBeforeAfterARecordFromMemory() throws Exception {
    Process process = new Process(this::take, disk.spool(options()));
    disk.is(State.FAILS);
    process.offer(0, 1);
    process.flush();
    assertEquals(1, process.lane.stats().unprotected());
    disk.is(State.WORKS);
    process.offer(1, 100);
    process.flush();
    assertEquals(records(0, 100), backend);
    assertEquals(1, process.lane.stats().unprotected());
    assertFalse(
        process.log.stream().anyMatch(line -> line.contains("goes on after")), "" + process.log);
  }

  @Test
  void recordsWaitWhileDiskAndBackendFail() throws Exception {
    AtomicBoolean up = new AtomicBoolean();
    Process process =
        new Process(batch -> up.get() ? take(batch) : down(batch), disk.spool(options()));
    process.offer(0, 10);
    process.awaitAccepted(10);
    disk.is(State.FAILS);
    process.offer(10, 100);
    await().until(() -> process.lane.stats().retries() > 3);
    assertEquals(10, process.lane.stats().accepted());
    disk.is(State.WORKS);
    process.awaitAccepted(100);
    assertEquals(0, process.lane.stats().unprotected());
    up.set(true);
    process.flush();
    assertEquals(records(0, 100), backend);
  }

  @Test
  void aDiskThatIsFullWhileTheBackendIsDownCostsRecordsButHoldsUpNone() throws Exception {
    AtomicBoolean up = new AtomicBoolean();
    Process process =
        new Process(batch -> up.get() ? take(batch) : down(batch), disk.spool(options()));
    process.offer(0, 10);
    await().until(() -> process.lane.stats().retries() > 0);
    disk.is(State.FULL);
    process.offer(10, 100);
    process.awaitAccepted(100);
    assertEquals(Map.of("disk full", 90L), process.lane.stats().dropped());
    disk.is(State.WORKS);
    up.set(true);
    process.settle();
    assertEquals(records(0, 10), backend);
  }

  @Tag("slow")
  @Test
  void aHealthyBackendGetsAllRecordsWhileTheDiskHangs() throws Exception {
    Process process = new Process(this::take, disk.spool(options()));
    process.offer(0, 10);
    process.flush();
    disk.is(State.HANGS);
    process.offer(10, 11); // the writing thread hangs with this one
    await().until(disk::isHanging);
    process.offer(11, 200);
    await().atMost(Duration.ofSeconds(30)).until(() -> backend.size() >= 199);
    assertTrue(process.lane.stats().unprotected() >= 189, "" + process.lane.stats());
    disk.is(State.WORKS);
    process.flush();
    assertEquals(new HashSet<>(records(0, 200)), new HashSet<>(backend));
    assertEquals(200, backend.size());
  }

  @Test
  void aSpoolThatIsRemovedIsMadeAgain() throws Exception {
    Process process = new Process(this::take);
    process.offer(0, 100);
    process.flush();
    remove(folder.resolve("spool"));
    process.offer(100, 400);
    process.flush();
    process.offer(400, 500);
    process.flush();
    assertEquals(records(0, 500), backend);
    assertEquals(Map.of(), process.lane.stats().dropped());
    await().until(() -> Files.isDirectory(folder.resolve("spool/fake-logs")));
  }

  @Test
  void recordsThatAreOnlyInMemoryAreDroppedWhenTheProcessEnds() throws Exception {
    Process process = new Process(SpooledLanes::down, disk.spool(options()));
    disk.is(State.FAILS);
    process.offer(0, 30);
    await().until(() -> process.lane.stats().unprotected() > 0);
    process.close(Duration.ofMillis(500));
    LaneStats stats = process.lane.stats();
    assertEquals(Map.of("shutdown", 30L), stats.dropped());
    assertEquals(0, stats.waiting());
  }

  @Test
  void aRecordThatABackendRejectsIsDroppedWithItsReason() throws Exception {
    Process process =
        new Process(
            batch -> {
              if (batch.stream().anyMatch(log -> body(log).equals("record 7"))) {
                return new ExportResult.Rejected("http 400");
              }
              return take(batch);
            },
            disk.spool(options()));
    disk.is(State.FAILS);
    process.offer(0, 20);
    process.settle();
    List<String> expected = new ArrayList<>(records(0, 20));
    expected.remove("record 7");
    assertEquals(expected, backend);
    assertEquals(Map.of("http 400", 1L), process.lane.stats().dropped());
  }

  private static void remove(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
