package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One bad record in a batch, and its neighbours.
class DividedBatchTest extends MemoryLanes {
  private static final int RECORDS = 512;

  private final List<Integer> backend = new CopyOnWriteArrayList<>();
  private final AtomicInteger exports = new AtomicInteger();
  private final CountDownLatch ready = new CountDownLatch(1);

  /// Offers numbers from 1 that share a batch.
  private Lane<Integer> offered(int count, Exporter<Integer> exporter) {
    Lane<Integer> lane =
        lane(
            count + 1,
            count,
            SECOND,
            batch -> {
              ready.await();
              if (batch.contains(0)) { // keeps the worker busy while the others gather
                return ExportResult.delivered();
              }
              exports.incrementAndGet();
              return exporter.export(batch);
            });
    lane.offer(0);
    while (lane.stats().queued() > 0) {
      Thread.onSpinWait();
    }
    for (int i = 1; i <= count; i++) {
      assertTrue(lane.offer(i));
    }
    ready.countDown();
    return lane;
  }

  private ExportResult take(List<Integer> batch) {
    backend.addAll(batch);
    return ExportResult.delivered();
  }

  private static List<Integer> all(int count, Integer... but) {
    return IntStream.rangeClosed(1, count).boxed().filter(i -> !List.of(but).contains(i)).toList();
  }

  private List<Integer> received() {
    return backend.stream().sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 256, 257, 300, 511, 512})
  void onlyTheRecordThatIsRefusedIsDropped(int bad) throws InterruptedException {
    Lane<Integer> lane =
        offered(
            RECORDS,
            batch -> batch.contains(bad) ? new ExportResult.Rejected("http 400") : take(batch));
    settle(lane);
    assertEquals(all(RECORDS, bad), received());
    assertEquals(Map.of("http 400", 1L), lane.stats().dropped());
    assertEquals(RECORDS, lane.stats().delivered()); // the first one included
    assertTrue(exports.get() <= 19, exports + " exports"); // one and two for each halving
    assertBalanced(lane.stats());
  }

  @Test
  void eachRefusedRecordHasItsOwnReason() throws InterruptedException {
    Lane<Integer> lane =
        offered(
            64,
            batch -> {
              if (batch.contains(7)) {
                return new ExportResult.Rejected(batch.size() == 1 ? "seven" : "some");
              }
              return batch.contains(40) ? new ExportResult.Rejected("forty") : take(batch);
            });
    settle(lane);
    assertEquals(all(64, 7, 40), received());
    assertEquals(Map.of("seven", 1L, "forty", 1L), lane.stats().dropped());
  }

  @Test
  void aBatchThatIsTooLargeIsSentInParts() throws InterruptedException {
    Lane<Integer> lane =
        offered(
            100, batch -> batch.size() > 30 ? new ExportResult.Rejected("http 413") : take(batch));
    flush(lane);
    assertEquals(all(100), backend, "in order");
    assertEquals(Map.of(), lane.stats().dropped());
  }

  @Test
  void onlyTheRecordAtWhichTheExporterThrowsIsDropped() throws InterruptedException {
    List<Throwable> thrown =
        List.of(
            new IllegalStateException("unchecked"),
            new NoSuchMethodError("of another version"),
            new StackOverflowError(),
            new OutOfMemoryError("none left"));
    for (Throwable failure : thrown) {
      backend.clear();
      Lane<Integer> lane =
          offered(
              100,
              batch -> {
                if (batch.contains(70)) {
                  throw DividedBatchTest.<RuntimeException>sneaky(failure);
                }
                return take(batch);
              });
      settle(lane);
      assertEquals(all(100, 70), received(), failure.toString());
      assertEquals(
          Map.of("exporter threw " + failure.getClass().getName(), 1L), lane.stats().dropped());
      assertBalanced(lane.stats());
    }
  }

  @Test
  void anAnswerThatMakesNoSenseCostsOnlyTheRecordItIsAbout() throws InterruptedException {
    Lane<Integer> lane =
        offered(
            50,
            batch ->
                batch.contains(20)
                    ? new ExportResult.PerItem(
                        List.of(new Item(99, Verdict.REJECT, "no")), Duration.ZERO)
                    : take(batch));
    settle(lane);
    assertEquals(all(50, 20), received());
    assertEquals(
        Map.of("exporter threw java.lang.IndexOutOfBoundsException", 1L), lane.stats().dropped());
  }

  @Test
  void recordsThatAreRetriedOrRejectedByNameAreNotMixedUpWithTheDivided()
      throws InterruptedException {
    AtomicInteger answers = new AtomicInteger();
    Lane<Integer> lane =
        offered(
            8,
            batch -> {
              if (batch.size() > 4) {
                return new ExportResult.Rejected("http 413");
              }
              if (answers.incrementAndGet() == 1) {
                backend.add(batch.get(0));
                backend.add(batch.get(2));
                return new ExportResult.PerItem(
                    List.of(
                        new Item(1, Verdict.RETRY, "http 503"), new Item(3, Verdict.REJECT, "no")),
                    Duration.ZERO);
              }
              return take(batch);
            });
    settle(lane);
    assertEquals(all(8, 4), received());
    assertEquals(Map.of("no", 1L), lane.stats().dropped());
  }

  @Test
  void anExporterThatThrowsForAWhileLosesNothing() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    Lane<Integer> lane =
        offered(
            4,
            batch -> {
              if (calls.incrementAndGet() <= 12) {
                throw new IllegalStateException("not ready");
              }
              return take(batch);
            });
    flush(lane);
    assertEquals(all(4), received());
    assertEquals(Map.of(), lane.stats().dropped());
  }

  @Test
  void memoryThatSufficesForSmallBatchesOnlyDeliversEverything() throws InterruptedException {
    List<Integer> sizes = new ArrayList<>();
    Lane<Integer> lane =
        offered(
            RECORDS,
            batch -> {
              sizes.add(batch.size());
              if (batch.size() > 16) {
                throw new OutOfMemoryError("none left");
              }
              return take(batch);
            });
    flush(lane);
    assertEquals(all(RECORDS), backend);
    for (int i = 1; i <= RECORDS; i++) {
      assertTrue(lane.offer(i));
    }
    flush(lane);
    assertEquals(2 * RECORDS, backend.size());
    assertTrue(sizes.getLast() <= 16);
    assertEquals(Map.of(), lane.stats().dropped());
  }

  @SuppressWarnings("unchecked") // throws any throwable without declaring it
  private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
