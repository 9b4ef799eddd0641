package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LaneTest extends MemoryLanes {

  @Test
  void deliversEverythingInOrderAndInBatches() throws InterruptedException {
    List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    Lane<Integer> lane =
        lane(
            1000,
            10,
            SECOND,
            batch -> {
              batches.add(batch);
              return ExportResult.delivered();
            });
    for (int i = 0; i < 100; i++) {
      lane.offer(i);
    }
    flush(lane);
    List<Integer> all = batches.stream().flatMap(List::stream).toList();
    assertEquals(java.util.stream.IntStream.range(0, 100).boxed().toList(), all);
    assertTrue(batches.stream().allMatch(batch -> batch.size() <= 10));
    assertEquals(100, lane.stats().delivered());
    assertBalanced(lane.stats());
  }

  @Test
  void waitsForOthersToJoinABatchButNoLongerThanTheDelay() throws InterruptedException {
    List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    LaneOptions patient =
        new LaneOptions(
            100, Long.MAX_VALUE, 10, Long.MAX_VALUE, Duration.ofHours(1), SECOND, Backoff.DEFAULT);
    Lane<Integer> lane =
        lane(
            patient,
            batch -> {
              batches.add(batch);
              return ExportResult.delivered();
            });
    for (int i = 0; i < 10; i++) {
      assertEquals(0, batches.size(), "a batch left before it was full");
      lane.offer(i);
    }
    await().until(() -> batches.size() == 1);
    lane.offer(10);
    flush(lane);
    assertEquals(List.of(10), batches.get(1), "a flush does not wait for the delay");
  }

  @Test
  void refusesWhatDoesNotFitWithoutWaitingWhileTheSinkHangs() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    Lane<Integer> lane =
        lane(
            16,
            4,
            Duration.ofMinutes(1),
            batch -> {
              inside.countDown();
              release.await();
              return ExportResult.delivered();
            });
    lane.offer(-1);
    inside.await();
    int taken = 0;
    for (int i = 0; i < 1000; i++) {
      taken += lane.offer(i) ? 1 : 0;
    }
    assertEquals(16, taken);
    LaneStats stats = lane.stats();
    assertEquals(1001, stats.offered());
    assertEquals(984, stats.refused());
    assertEquals(16, stats.queued());
    assertEquals(1, stats.waiting());
    assertBalanced(stats);
    release.countDown();
    settle(lane);
    assertEquals(17, lane.stats().delivered());
    assertBalanced(lane.stats());
  }

  @Test
  void interruptsAnExportThatTakesTooLong() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    Lane<Integer> lane =
        lane(
            10,
            1,
            Duration.ofMillis(20),
            batch -> {
              if (calls.incrementAndGet() == 1) {
                new CountDownLatch(1).await();
              }
              return ExportResult.delivered();
            });
    lane.offer(1);
    flush(lane);
    assertEquals(2, calls.get());
    assertEquals(1, lane.stats().delivered());
  }

  @Test
  void leavesAnExporterBehindThatIgnoresInterruptsAndClosesTheBooks() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    Lane<Integer> lane =
        lane(
            10,
            1,
            SECOND,
            batch -> {
              inside.countDown();
              while (release.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
              }
              return ExportResult.delivered();
            });
    lane.offer(1);
    lane.offer(2);
    inside.await();
    long start = System.nanoTime();
    new Lanes(List.of(lane)).close(start + 100_000_000);
    assertTrue(System.nanoTime() - start < 600_000_000, "close outlived its deadline by far");
    LaneStats stats = lane.stats();
    assertEquals(Map.of("shutdown", 2L), stats.dropped());
    assertBalanced(stats);
    release.countDown();
    assertEnds(lane);
    assertEquals(0, lane.stats().delivered(), "the books are closed");
    assertBalanced(lane.stats());
  }

  @Test
  void triesUntilTheDeadlineWhenItCloses() throws InterruptedException {
    CountDownLatch back = new CountDownLatch(1);
    Lane<Integer> lane =
        lane(
            10,
            1,
            SECOND,
            batch ->
                back.getCount() == 0 ? ExportResult.delivered() : new ExportResult.Retry("down"));
    lane.offer(1);
    await().until(() -> lane.stats().retries() > 0);
    lane.beginClose(System.nanoTime() + Duration.ofSeconds(10).toNanos());
    assertFalse(lane.offer(2), "a closing lane takes nothing");
    back.countDown();
    assertEnds(lane);
    lane.closeBooks();
    assertEquals(1, lane.stats().delivered());
    assertEquals(1, lane.stats().refused());
    assertBalanced(lane.stats());
  }

  @Test
  void aSinkThatHangsSlowsNoOther() throws InterruptedException {
    Lane<Integer> hanging =
        lane(
            10,
            1,
            Duration.ofMinutes(1),
            batch -> {
              new CountDownLatch(1).await();
              return ExportResult.delivered();
            });
    Lane<Integer> well = lane(10_000, 100, SECOND, batch -> ExportResult.delivered());
    for (int i = 0; i < 10_000; i++) {
      hanging.offer(i);
      well.offer(i);
    }
    flush(well);
    assertEquals(10_000, well.stats().delivered());
    assertBalanced(hanging.stats());
  }
}
