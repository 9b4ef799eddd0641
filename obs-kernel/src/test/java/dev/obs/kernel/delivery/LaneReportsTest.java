package dev.obs.kernel.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The reports of a lane about its exporter, and the close of the exporter.
class LaneReportsTest extends MemoryLanes {

  /// Whether a lane fails for a reason while its exporter does, says so, and recovers.
  private void assertFails(String reason, Exporter<Integer> failing) throws InterruptedException {
    AtomicBoolean up = new AtomicBoolean();
    Lane<Integer> lane =
        lane(
            10,
            10,
            Duration.ofMillis(20),
            batch -> up.get() ? ExportResult.delivered() : failing.export(batch));
    assertEquals("", lane.stats().failing());
    lane.offer(1);
    await().until(() -> lane.stats().failing().equals(reason));
    up.set(true);
    flush(lane);
    assertEquals("", lane.stats().failing());
    assertEquals(1, lane.stats().delivered());
    String line = "fake logs cannot deliver and tries again: " + reason;
    assertTrue(log.stream().anyMatch(logged -> logged.startsWith(line)), log::toString);
  }

  @Test
  void failsForTheReasonThatTheBackendGives() throws InterruptedException {
    assertFails("http 503", batch -> new ExportResult.Retry("http 503"));
    assertFails(
        "429 busy",
        batch ->
            new ExportResult.PerItem(
                List.of(new Item(0, Verdict.RETRY, "429 busy")), Duration.ZERO));
  }

  @Test
  void failsForTheMessageOfAnException() throws InterruptedException {
    assertFails(
        "connection refused",
        batch -> {
          throw new IOException("connection refused");
        });
  }

  @Test
  void failsForTheTypeOfAnExceptionWithoutAMessage() throws InterruptedException {
    assertFails(
        "java.io.IOException",
        batch -> {
          throw new IOException();
        });
  }

  @Test
  void failsForTheTimeThatAnExportExceeds() throws InterruptedException {
    assertFails(
        "no answer within 20 ms",
        batch -> {
          new CountDownLatch(1).await();
          return ExportResult.delivered();
        });
  }

  @Test
  void failsForAnInterruptThatIsNotItsOwn() throws InterruptedException {
    assertFails(
        "interrupted",
        batch -> {
          throw new InterruptedException();
        });
  }

  @Test
  void reportsWhatAnExporterThrows() throws InterruptedException {
    AtomicBoolean thrown = new AtomicBoolean();
    Lane<Integer> lane =
        lane(
            10,
            10,
            SECOND,
            batch -> {
              if (!thrown.getAndSet(true)) {
                throw new IllegalStateException("not ready");
              }
              return ExportResult.delivered();
            });
    lane.offer(1);
    flush(lane);
    assertEquals(
        List.of(
            "fake logs cannot deliver and tries again:"
                + " exporter threw java.lang.IllegalStateException: not ready"),
        log);
    assertEquals(1, lane.stats().retries());
  }

  @Test
  void refusesAnAnswerThatNamesAnItemTwice() throws InterruptedException {
    Item no = new Item(0, Verdict.REJECT, "no");
    Lane<Integer> lane =
        lane(10, 10, SECOND, batch -> new ExportResult.PerItem(List.of(no, no), Duration.ZERO));
    lane.offer(1);
    settle(lane);
    assertEquals(
        Map.of("exporter threw java.lang.IllegalArgumentException", 1L), lane.stats().dropped());
    assertTrue(log.getFirst().endsWith("the exporter named an item twice"), log::toString);
  }

  @Test
  void reportsEachReasonOfALossOnce() throws InterruptedException {
    Lane<Integer> lane = lane(10, 1, SECOND, batch -> new ExportResult.Rejected("http 400"));
    lane.offer(1);
    lane.offer(2);
    settle(lane);
    assertEquals(List.of("fake logs drops records: http 400"), log);
  }

  @Test
  void dropsAsManyOfABatchAsTheBackendCounts() throws InterruptedException {
    AtomicLong rejected = new AtomicLong(-1);
    Lane<Integer> lane =
        lane(
            options(3),
            batch -> new ExportResult.PartlyRejected((int) rejected.getAndIncrement(), "too old"));
    for (int i = 0; i < 9; i++) {
      lane.offer(i);
    }
    settle(lane);
    assertEquals(8, lane.stats().delivered());
    assertEquals(Map.of("too old", 1L), lane.stats().dropped());
    assertEquals(List.of("fake logs drops records: too old"), log);
  }

  /// Batches of exactly so many records.
  private static LaneOptions options(int batch) {
    return new LaneOptions(
        100,
        Long.MAX_VALUE,
        batch,
        Long.MAX_VALUE,
        Duration.ofHours(1),
        SECOND,
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)));
  }

  @Test
  void waitsAsLongAsTheBackendRequests() throws InterruptedException {
    List<Long> calls = new CopyOnWriteArrayList<>();
    Lane<Integer> lane =
        lane(
            10,
            1,
            SECOND,
            batch -> {
              calls.add(System.nanoTime());
              return switch (calls.size()) {
                case 1 -> new ExportResult.Retry("busy", Duration.ofMillis(100));
                case 2 ->
                    new ExportResult.PerItem(
                        List.of(new Item(0, Verdict.RETRY, "busy")), Duration.ofMillis(100));
                default -> ExportResult.delivered();
              };
            });
    lane.offer(1);
    flush(lane);
    assertTrue(calls.get(1) - calls.get(0) >= 100_000_000);
    assertTrue(calls.get(2) - calls.get(1) >= 100_000_000);
    assertEquals(2, lane.stats().retries());
  }

  @Test
  void closesItsExporterOnceAfterTheLastBatch() throws InterruptedException {
    List<String> calls = new CopyOnWriteArrayList<>();
    Lane<Integer> lane = lane(10, 1, SECOND, new Lifecycle(calls, null));
    lane.offer(1);
    lane.offer(2);
    close();
    assertEndsWith(List.of("export", "export", "close"), calls, lane);
    assertEquals(List.of(), log);
  }

  @Test
  void reportsAnExporterThatCannotBeClosed() throws InterruptedException {
    List<String> calls = new CopyOnWriteArrayList<>();
    Lane<Integer> lane = lane(10, 1, SECOND, new Lifecycle(calls, new AssertionError("stuck")));
    lane.offer(1);
    close();
    assertEndsWith(List.of("export", "close"), calls, lane);
    assertEquals(
        List.of("fake logs cannot be closed cleanly: java.lang.AssertionError: stuck"), log);
  }

  private static void assertEndsWith(List<String> expected, List<String> calls, Lane<?> lane)
      throws InterruptedException {
    assertEnds(lane);
    assertEquals(expected, calls);
  }

  /// An exporter that records its calls.
  private record Lifecycle(List<String> calls, Error failure) implements Exporter<Integer> {
    @Override
    public ExportResult export(List<Integer> batch) {
      calls.add("export");
      return ExportResult.delivered();
    }

    @Override
    public void close() {
      calls.add("close");
      if (failure != null) {
        throw failure;
      }
    }
  }

  @Test
  void dropsWhatItCannotDeliverUntilItsDeadline() throws InterruptedException {
    Lane<Integer> lane = lane(10, 2, SECOND, batch -> new ExportResult.Retry("down"));
    for (int i = 0; i < 5; i++) {
      lane.offer(i);
    }
    await().until(() -> lane.stats().retries() > 0);
    long start = System.nanoTime();
    new Lanes(List.copyOf(started)).close(start + 50_000_000);
    assertTrue(System.nanoTime() - start >= 40_000_000, "it uses the time it has");
    assertEnds(lane);
    LaneStats stats = lane.stats();
    assertEquals(Map.of("shutdown", 5L), stats.dropped());
    assertBalanced(stats);
    assertEquals("down", stats.failing());
  }

  @Test
  void aFlushEndsAtItsDeadline() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Lane<Integer> lane =
        lane(
            10,
            1,
            Duration.ofMinutes(1),
            batch -> {
              release.await();
              return ExportResult.delivered();
            });
    lane.offer(1);
    assertFalse(lane.flush(System.nanoTime() + 20_000_000));
    assertFalse(new Lanes(List.copyOf(started)).flush(System.nanoTime() + 20_000_000));
    release.countDown();
    flush(lane);
    assertTrue(new Lanes(List.copyOf(started)).flush(System.nanoTime() + 20_000_000));
  }

  @Test
  void namesItselfInItsAccounts() {
    Lane<Integer> lane = lane(options(3), batch -> ExportResult.delivered());
    LaneStats stats = new Lanes(List.copyOf(started)).stats().getFirst();
    assertEquals("fake", stats.sink());
    assertEquals("logs", stats.signal());
    assertEquals("fake logs", lane.toString());
    assertEquals("obs-lane-fake-logs", lane.workers().getFirst().thread().getName());
    assertEquals(0, stats.spoolLimit() + stats.spoolBytes() + stats.unprotected());
  }
}
