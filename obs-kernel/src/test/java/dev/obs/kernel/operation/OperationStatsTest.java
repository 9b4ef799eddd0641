package dev.obs.kernel.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.model.OperationSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class OperationStatsTest {
  private static final double UNKNOWN = Double.NaN;

  /// HdrHistogram with three digits is the oracle.
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 3, 8, 12})
  void percentilesAreWithinOnePercent(double spread) {
    Random random = new Random(7);
    OperationStats stats = new OperationStats("x", null);
    Histogram oracle = new Histogram(1, Duration.ofDays(400).toNanos(), 3);
    for (int i = 0; i < 50_000; i++) {
      long nanos =
          (long) Math.min(1e16, 1_000 * Math.exp(spread * Math.abs(random.nextGaussian())));
      Runs.record(stats, nanos, false, -1, UNKNOWN, 1);
      oracle.recordValue(nanos);
    }
    OperationSummary summary = stats.summary();
    assertNear(oracle.getValueAtPercentile(50), summary.p50());
    assertNear(oracle.getValueAtPercentile(95), summary.p95());
    assertNear(oracle.getValueAtPercentile(99), summary.p99());
  }

  private static void assertNear(long expected, Duration actual) {
    assertEquals(expected, actual.toNanos(), 0.011 * expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 64, 65, 127, 128, 1_000_000, Integer.MAX_VALUE, Long.MAX_VALUE})
  void aSingleDurationIsEveryFigure(long nanos) {
    OperationStats stats = new OperationStats("x", null);
    Runs.record(stats, nanos, true, 5, 50, 1);
    OperationSummary summary = stats.summary();
    for (Duration figure :
        List.of(summary.avg(), summary.min(), summary.max(), summary.p50(), summary.p99())) {
      assertEquals(nanos, figure.toNanos());
    }
    assertEquals(1, summary.errors());
    assertEquals(5, summary.memory().orElseThrow());
    assertEquals(50, summary.cpu().orElseThrow());
  }

  @Test
  void nothingIsLostAmongThreadsThatAlsoRead() throws InterruptedException {
    OperationStats stats = new OperationStats("x", null);
    List<Thread> threads = new ArrayList<>();
    int each = 50_000;
    for (int t = 0; t < 8; t++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 1; i <= each; i++) {
                  Runs.record(stats, i, i % 10 == 0, i, 10, 1);
                  if (i % 1_000 == 0) {
                    OperationSummary seen = stats.summary();
                    assertTrue(seen.max().compareTo(seen.p99()) >= 0);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    OperationSummary summary = stats.summary();
    assertEquals(8L * each, summary.count());
    assertEquals(8L * each / 10, summary.errors());
    assertEquals((each + 1) / 2, summary.avg().toNanos());
    assertEquals(1, summary.min().toNanos());
    assertEquals(each, summary.max().toNanos());
    assertEquals((each + 1) / 2.0, summary.memory().orElseThrow(), 1e-6);
    assertEquals(10, summary.cpu().orElseThrow(), 1e-9);
  }

  /// One of sixteen short operations is measured and stands for sixteen, each long one for itself.
  @Test
  void cpuOfShortOperationsIsMeasuredSeldomAndCountsMore() {
    OperationStats stats = new OperationStats("x", null);
    assertEquals(1, stats.cpuWeight(), "the first is always measured");
    Random random = new Random(3);
    double all = 0;
    int measured = 0;
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      double percent = random.nextInt(101);
      int weight = stats.cpuWeight();
      measured += Math.min(weight, 1);
      Runs.record(stats, 500, false, -1, weight == 0 ? UNKNOWN : percent, weight);
      all += percent;
    }
    assertEquals(count / 16.0, measured, 0.1 * count / 16);
    assertEquals(all / count, stats.summary().cpu().orElseThrow(), 1.5);
  }

  @Test
  void cpuOfLongOperationsIsAlwaysMeasured() {
    OperationStats stats = new OperationStats("x", null);
    for (int i = 0; i < 1_000; i++) {
      assertEquals(1, stats.cpuWeight());
      Runs.record(stats, 1_000_000, false, -1, 30, 1);
    }
  }
}
