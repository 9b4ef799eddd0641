package dev.obs.kernel.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.duration.Boundaries;
import dev.obs.kernel.duration.DurationHistogram;
import dev.obs.kernel.duration.ExemplarPolicy;
import dev.obs.kernel.trace.KernelTracerProvider;
import dev.obs.kernel.trace.Sampling;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The kernel's histogram of durations has the points of the SDK's.
@Timeout(240)
class DurationHistogramTest {
  private static final Aggregation EXPLICIT = Aggregation.defaultAggregation();
  private static final Aggregation EXPONENTIAL = Aggregation.base2ExponentialBucketHistogram();

  private final FakeReader total = new FakeReader(AggregationTemporality.CUMULATIVE, EXPLICIT);
  private final FakeReader delta = new FakeReader(AggregationTemporality.DELTA, EXPLICIT);
  private final FakeReader scaled = new FakeReader(AggregationTemporality.CUMULATIVE, EXPONENTIAL);
  private final FakeReader scaledDelta = new FakeReader(AggregationTemporality.DELTA, EXPONENTIAL);

  private static Tracer tracer(String sampler) {
    return new KernelTracerProvider(
            Resource.empty(),
            Sampling.of(sampler, 0.5),
            SpanLimits.getDefault(),
            _ -> {},
            InstantSource.system())
        .get("test");
  }

  @ParameterizedTest
  @EnumSource
  void hasThePointsOfTheSdkForEachReader(ExemplarPolicy policy) {
    List<FakeReader> readers = List.of(total, delta, scaled, scaledDelta);
    Tracer tracer = tracer("traceidratio");
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      HistogramPair pair = new HistogramPair(readers, policy);
      double spread = random.nextDouble() * 8;
      for (int i = 0; i < 2_000; i++) {
        if (random.nextInt(100) == 0) {
          pair.compare(readers.get(random.nextInt(readers.size())));
        }
        Span span = tracer.spanBuilder("x").setNoParent().startSpan();
        String error = random.nextInt(5) == 0 ? "E" + random.nextInt(3) : null;
        pair.record("op" + random.nextInt(3), nanos(random, spread), error, span);
      }
      readers.forEach(pair::compare);
      readers.forEach(pair::compare);
    }
  }

  private static long nanos(Random random, double spread) {
    return switch (random.nextInt(10)) {
      case 0 -> 1_000_000L * random.nextInt(70_000); // on the boundaries, too
      case 1 -> random.nextInt(3);
      case 2 -> 500_000L * (1L << random.nextInt(18)) + random.nextInt(3) - 1;
      default -> (long) (1e6 * Math.exp(spread * random.nextGaussian()));
    };
  }

  @Test
  void endsABucketExactlyAtItsBoundary() {
    HistogramPair pair = new HistogramPair(List.of(total), ExemplarPolicy.ALWAYS_OFF);
    for (double boundary : Boundaries.SECONDS) {
      long nanos = Math.round(boundary * 1e9);
      for (long each = nanos - 2; each <= nanos + 2; each++) {
        pair.record("x", each, null, Span.getInvalid());
      }
    }
    pair.compare(total);
  }

  @Test
  void hasOnePointForTheSeriesBeyondTheLimit() {
    HistogramPair pair = new HistogramPair(List.of(total), ExemplarPolicy.TRACE_BASED);
    Tracer tracer = tracer("always_on");
    for (int i = 0; i < 3_000; i++) {
      Span span = tracer.spanBuilder("x").setNoParent().startSpan();
      pair.record("op" + i % 50, i, "E" + i / 50, span);
      pair.record("late", i, i < 2_000 ? "E" : null, span);
    }
    assertEquals(2_000, pair.compare(total).size());
  }

  @Test
  void losesNothingAndCountsNothingTwiceWhileManyThreadsRecord() throws InterruptedException {
    FakeReader secondDelta = new FakeReader(AggregationTemporality.DELTA, EXPLICIT);
    List<FakeReader> readers = List.of(total, delta, secondDelta);
    DurationHistogram histogram = histogram(readers).orElseThrow();
    OperationStats stats = new OperationStats("busy", histogram);
    histogram.collectFrom(stats::drain);
    int threads = 8;
    int each = 40_000;
    List<Thread> recorders = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      recorders.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 1; i <= each; i++) {
                  Runs.record(stats, i * 1_000L, i % 4 == 0 ? "E" : null, null);
                }
              }));
    }
    AtomicBoolean done = new AtomicBoolean();
    Sums first = new Sums();
    Sums second = new Sums();
    Thread collector = collector(histogram, delta, first, done);
    Thread other = collector(histogram, secondDelta, second, done);
    long seen = 0;
    while (recorders.stream().anyMatch(Thread::isAlive)) {
      Sums sums = new Sums();
      sums.add(histogram.producer(total).produce(Resource.empty()));
      assertTrue(sums.count >= seen, "a cumulative count falls");
      seen = sums.count;
    }
    done.set(true);
    collector.join();
    other.join();
    Sums all = new Sums();
    all.add(histogram.producer(total).produce(Resource.empty()));
    assertEquals((long) threads * each, all.count);
    assertEquals(threads * 1e-6 * each * (each + 1) / 2, all.sum, 1e-6);
    for (Sums windows : List.of(first, second)) {
      assertEquals(all.count, windows.count);
      assertEquals(all.sum, windows.sum, 1e-6);
      assertEquals(all.failed, windows.failed);
      assertEquals(List.of(all.buckets), List.of(windows.buckets));
    }
    assertEquals((long) threads * each / 4, all.failed);
  }

  private static Thread collector(
      DurationHistogram histogram, FakeReader reader, Sums sums, AtomicBoolean done) {
    return Thread.ofPlatform()
        .start(() -> {
          boolean last;
          do {
            last = done.get();
            sums.add(histogram.producer(reader).produce(Resource.empty()));
          } while (!last);
        });
  }

  private static Optional<DurationHistogram> histogram(List<FakeReader> readers) {
    return DurationHistogram.of(
        List.copyOf(readers), "scope", ExemplarPolicy.TRACE_BASED, InstantSource.system());
  }

  @Test
  void isTheSdksForAnAggregationThatOnlyTheSdkKnows() {
    Aggregation own = Aggregation.explicitBucketHistogram(); // has its own boundaries
    assertTrue(
        histogram(List.of(total, new FakeReader(AggregationTemporality.CUMULATIVE, own)))
            .isEmpty());
  }

  @Test
  void hasNoPointsForAReaderThatDropsThem() {
    FakeReader dropping = new FakeReader(AggregationTemporality.CUMULATIVE, Aggregation.drop());
    HistogramPair pair = new HistogramPair(List.of(total, dropping), ExemplarPolicy.TRACE_BASED);
    pair.record("x", 1, null, Span.getInvalid());
    assertEquals(0, pair.compare(dropping).size());
    assertEquals(1, pair.compare(total).size());
  }

  /// The sums over the points of several collections.
  private static final class Sums {
    private final List<Long> buckets = new ArrayList<>();
    private long count;
    private long failed;
    private double sum;

    void add(Collection<MetricData> metrics) {
      for (MetricData metric : metrics) {
        for (HistogramPointData point : metric.getHistogramData().getPoints()) {
          count += point.getCount();
          sum += point.getSum();
          failed += failedCount(point);
          for (int i = 0; i < point.getCounts().size(); i++) {
            if (i == buckets.size()) {
              buckets.add(0L);
            }
            buckets.set(i, buckets.get(i) + point.getCounts().get(i));
          }
        }
      }
    }

    private static long failedCount(PointData point) {
      return point.getAttributes().get(OperationMetrics.ERROR_TYPE) == null
          ? 0
          : ((HistogramPointData) point).getCount();
    }
  }
}
