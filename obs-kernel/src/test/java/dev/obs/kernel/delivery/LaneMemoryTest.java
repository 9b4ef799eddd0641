package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/// The memory of a lane is limited in bytes. Each number counts as many bytes as its value.
class LaneMemoryTest extends MemoryLanes {
  private static LaneOptions options(long memory, long batchMemory, Duration delay) {
    return new LaneOptions(
        100_000,
        memory,
        1_000,
        batchMemory,
        delay,
        Duration.ofMinutes(1),
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)));
  }

  @Test
  void recordsBeyondTheLimitAreRefusedAndCounted() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Lane<Integer> lane =
        lane(
            options(1_000, 300, Duration.ZERO),
            batch -> {
              release.await();
              return ExportResult.delivered();
            });
    int taken = 0;
    for (int i = 0; i < 50; i++) {
      taken += lane.offer(100) ? 1 : 0;
    }
    assertEquals(10, taken, "those in delivery count");
    assertEquals(40, lane.stats().refused());
    assertEquals(1_000, lane.stats().memoryBytes());
    assertEquals(1_000, lane.stats().memoryLimit());
    release.countDown();
    settle(lane);
    await().until(() -> lane.stats().memoryBytes() == 0);
    assertEquals(10, lane.stats().delivered());
    assertTrue(lane.offer(1_000), "there is room again");
    assertFalse(lane.offer(1_001), "a record that is larger than the limit is refused");
    assertBalanced(lane.stats());
  }

  @Test
  void batchesAreCutByBytesAndALargeRecordGoesAlone() throws InterruptedException {
    List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    CountDownLatch release = new CountDownLatch(1);
    Lane<Integer> lane =
        lane(
            options(10_000, 300, Duration.ZERO),
            batch -> {
              release.await();
              batches.add(batch);
              return ExportResult.delivered();
            });
    lane.offer(1);
    await().until(() -> lane.stats().queued() == 0);
    List.of(100, 100, 100, 50, 900, 200, 100, 1).forEach(lane::offer);
    release.countDown();
    flush(lane);
    assertEquals(
        List.of(
            List.of(1),
            List.of(100, 100, 100),
            List.of(50),
            List.of(900),
            List.of(200, 100),
            List.of(1)),
        batches);
  }

  @Test
  void bytesForABatchEndTheWaitForOthers() {
    List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    Lane<Integer> lane =
        lane(
            options(10_000, 300, Duration.ofHours(1)),
            batch -> {
              batches.add(batch);
              return ExportResult.delivered();
            });
    lane.offer(200);
    assertEquals(0, batches.size());
    lane.offer(100);
    await().until(() -> batches.size() == 1);
    assertEquals(List.of(200, 100), batches.getFirst());
  }

  @Test
  void theLimitHoldsAmongManyProducers() throws InterruptedException {
    AtomicLong most = new AtomicLong();
    AtomicReference<Lane<Integer>> it = new AtomicReference<>();
    Lane<Integer> lane =
        lane(
            options(5_000, 500, Duration.ZERO),
            batch -> {
              Lane<Integer> known = it.get();
              most.accumulateAndGet(known == null ? 0 : known.stats().memoryBytes(), Math::max);
              return ExportResult.delivered();
            });
    it.set(lane);
    LongAdder offered = new LongAdder();
    List<Thread> producers = new CopyOnWriteArrayList<>();
    for (int p = 0; p < 4; p++) {
      producers.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 20_000; i++) {
                  lane.offer(1 + i % 400);
                  offered.increment();
                }
              }));
    }
    for (Thread producer : producers) {
      producer.join();
    }
    settle(lane);
    LaneStats stats = lane.stats();
    assertEquals(offered.sum(), stats.delivered() + stats.refused());
    await().until(() -> lane.stats().memoryBytes() == 0);
    assertTrue(most.get() <= 5_000 + 4 * 400, most + " bytes");
    assertBalanced(stats);
  }

  @Test
  void aRecordWhoseSizeCannotBeReadIsTakenNevertheless() throws InterruptedException {
    Signal<Integer> strange =
        numbers(number -> {
          throw new StackOverflowError();
        });
    Lane<Integer> lane =
        new MemoryLane<>(
            new LaneSpec<>(
                "fake",
                strange,
                options(10_000, 5_000, Duration.ZERO),
                batch -> ExportResult.delivered(),
                supervisor));
    started.add(lane);
    lane.start();
    assertTrue(lane.offer(1));
    flush(lane);
    assertEquals(1, lane.stats().delivered());
  }

  @Test
  void aFlushSaysWhetherAnythingWasLostSinceTheLastOne() throws InterruptedException {
    long soon = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Lane<Integer> lane =
        lane(
            options(1_000, 300, Duration.ZERO),
            batch ->
                batch.contains(13)
                    ? new ExportResult.Rejected("http 400")
                    : ExportResult.delivered());
    lane.offer(1);
    assertTrue(lane.flush(soon));
    lane.offer(13);
    assertFalse(lane.flush(soon), "dropped");
    assertTrue(lane.flush(soon), "answered for");
    lane.offer(2_000);
    assertFalse(lane.flush(soon), "refused");
    lane.offer(2);
    assertTrue(lane.flush(soon));
  }
}
