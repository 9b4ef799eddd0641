package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The reaction of a lane to the answers of its exporter.
class AnswersTest extends MemoryLanes {

  @Test
  void sendsAgainUntilTheBackendIsBack() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    Lane<Integer> lane =
        lane(
            10,
            10,
            SECOND,
            batch ->
                switch (calls.incrementAndGet()) {
                  case 1 -> new ExportResult.Retry("http 503");
                  case 2 -> throw new IOException("connection refused");
                  default -> ExportResult.delivered();
                });
    lane.offer(1);
    flush(lane);
    assertEquals(3, calls.get());
    LaneStats stats = lane.stats();
    assertEquals(1, stats.delivered());
    assertEquals(2, stats.retries());
    assertEquals("", stats.failing(), "it is well again");
    assertBalanced(stats);
  }

  @Test
  void sendsAgainOnlyTheItemsThatMayBeTakenLater() throws InterruptedException {
    List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    CountDownLatch ready = new CountDownLatch(1);
    Lane<Integer> lane =
        lane(
            10,
            5,
            SECOND,
            batch -> {
              ready.await();
              if (batch.size() == 1 && batch.getFirst() == 0) {
                return ExportResult.delivered();
              }
              batches.add(batch);
              return batches.size() > 1
                  ? ExportResult.delivered()
                  : new ExportResult.PerItem(
                      List.of(
                          new Item(1, Verdict.RETRY, "429 busy"),
                          new Item(3, Verdict.REJECT, "400 mapping")),
                      Duration.ZERO);
            });
    lane.offer(0);
    await().until(() -> lane.stats().queued() == 0);
    for (int i = 1; i <= 5; i++) {
      lane.offer(i);
    }
    ready.countDown();
    settle(lane);
    assertEquals(List.of(List.of(1, 2, 3, 4, 5), List.of(2)), batches);
    LaneStats stats = lane.stats();
    assertEquals(5, stats.delivered());
    assertEquals(Map.of("400 mapping", 1L), stats.dropped());
    assertBalanced(stats);
  }

  @Test
  void countsWhatTheServerRejectsByReason() throws InterruptedException {
    Lane<Integer> lane =
        lane(
            10,
            1,
            SECOND,
            batch ->
                batch.getFirst() == 1
                    ? new ExportResult.Rejected("http 400")
                    : new ExportResult.PartlyRejected(7, "too old"));
    lane.offer(1);
    lane.offer(2);
    settle(lane);
    assertEquals(Map.of("http 400", 1L, "too old", 1L), lane.stats().dropped());
    assertEquals(0, lane.stats().delivered(), "no more can be rejected than was sent");
    assertBalanced(lane.stats());
  }

  @Test
  void givesUpABatchAtWhichTheExporterKeepsThrowingAndGoesOnWithTheNext()
      throws InterruptedException {
    Lane<Integer> lane =
        lane(
            10,
            1,
            SECOND,
            batch -> {
              if (batch.getFirst() == 1) {
                throw new StackOverflowError();
              }
              return ExportResult.delivered();
            });
    lane.offer(1);
    lane.offer(2);
    settle(lane);
    assertEquals(1, lane.stats().delivered());
    assertEquals(Map.of("exporter threw java.lang.StackOverflowError", 1L), lane.stats().dropped());
  }

  @Test
  void booksNothingOfAnAnswerThatMakesNoSense() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    Lane<Integer> lane =
        lane(
            10,
            1,
            SECOND,
            batch ->
                calls.incrementAndGet() == 1
                    ? new ExportResult.PerItem(
                        List.of(
                            new Item(0, Verdict.REJECT, "no"), new Item(9, Verdict.REJECT, "no")),
                        Duration.ZERO)
                    : ExportResult.delivered());
    lane.offer(1);
    settle(lane);
    assertEquals(1, lane.stats().delivered());
    assertEquals(Map.of(), lane.stats().dropped());
  }

  @Test
  void keepsTheNumberOfReasonsBounded() throws InterruptedException {
    AtomicInteger n = new AtomicInteger();
    Lane<Integer> lane =
        lane(1000, 1, SECOND, batch -> new ExportResult.Rejected("reason " + n.incrementAndGet()));
    for (int i = 0; i < 500; i++) {
      lane.offer(i);
    }
    settle(lane);
    Map<String, Long> dropped = lane.stats().dropped();
    assertEquals(33, dropped.size());
    assertEquals(500 - 32, dropped.get("other"));
  }
}
