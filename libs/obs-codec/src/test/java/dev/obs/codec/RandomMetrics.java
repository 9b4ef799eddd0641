package dev.obs.codec;

import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.testing.metrics.TestMetricData;
import java.util.List;
import java.util.Random;

/// Metrics of every type, the same ones for the same seed.
public final class RandomMetrics {
  private final RandomTelemetry telemetry;
  private final Random random;

  /// Creates a source of metrics.
  public RandomMetrics(long seed) {
    telemetry = new RandomTelemetry(seed);
    random = telemetry.random;
  }

  /// Returns the next metrics.
  public List<MetricData> metrics(int count) {
    return telemetry.some(count, this::metric);
  }

  private MetricData metric() {
    TestMetricData.Builder metric =
        TestMetricData.builder()
            .setResource(telemetry.resource())
            .setInstrumentationScopeInfo(telemetry.scope())
            .setName(telemetry.text())
            .setDescription(telemetry.text())
            .setUnit(telemetry.text());
    int points = random.nextInt(5);
    boolean monotonic = random.nextBoolean();
    switch (random.nextInt(7)) {
      case 0 ->
          metric.setLongGaugeData(
              GaugeData.createLongGaugeData(telemetry.some(points, this::number)));
      case 1 ->
          metric.setDoubleGaugeData(
              GaugeData.createDoubleGaugeData(telemetry.some(points, this::real)));
      case 2 ->
          metric.setLongSumData(
              SumData.createLongSumData(
                  monotonic, temporality(), telemetry.some(points, this::number)));
      case 3 ->
          metric.setDoubleSumData(
              SumData.createDoubleSumData(
                  monotonic, temporality(), telemetry.some(points, this::real)));
      case 4 ->
          metric.setHistogramData(
              HistogramData.create(temporality(), telemetry.some(points, this::histogram)));
      case 5 ->
          metric.setExponentialHistogramData(
              ExponentialHistogramData.create(
                  temporality(), telemetry.some(points, this::exponential)));
      default -> metric.setSummaryData(SummaryData.create(telemetry.some(points, this::summary)));
    }
    return metric.build();
  }

  private LongPointData number() {
    return LongPointData.create(
        telemetry.time(), telemetry.time(), telemetry.attributes(), telemetry.number());
  }

  private DoublePointData real() {
    return DoublePointData.create(
        telemetry.time(),
        telemetry.time(),
        telemetry.attributes(),
        telemetry.real(),
        telemetry.some(random.nextInt(3), this::exemplar));
  }

  private HistogramPointData histogram() {
    int bounds = random.nextInt(20);
    List<Double> boundaries =
        telemetry.some(bounds, random::nextGaussian).stream().sorted().toList();
    return HistogramPointData.create(
        telemetry.time(),
        telemetry.time(),
        telemetry.attributes(),
        telemetry.real(),
        random.nextBoolean(),
        telemetry.real(),
        random.nextBoolean(),
        telemetry.real(),
        boundaries,
        telemetry.some(bounds + 1, () -> random.nextLong(1_000_000)));
  }

  private ExponentialHistogramPointData exponential() {
    int scale = random.nextInt(31) - 10;
    return ExponentialHistogramPointData.create(
        scale,
        telemetry.real(),
        random.nextLong(3),
        random.nextBoolean(),
        telemetry.real(),
        random.nextBoolean(),
        telemetry.real(),
        buckets(scale),
        buckets(scale),
        telemetry.time(),
        telemetry.time(),
        telemetry.attributes(),
        telemetry.some(random.nextInt(3), this::exemplar));
  }

  private ExponentialHistogramBuckets buckets(int scale) {
    return ExponentialHistogramBuckets.create(
        scale,
        random.nextInt(3) == 0 ? 0 : random.nextInt(),
        telemetry.some(random.nextInt(160), () -> random.nextLong(1L << random.nextInt(1, 40))));
  }

  private SummaryPointData summary() {
    return SummaryPointData.create(
        telemetry.time(),
        telemetry.time(),
        telemetry.attributes(),
        random.nextLong(3),
        random.nextDouble(),
        telemetry.some(
            random.nextInt(5),
            () -> ValueAtQuantile.create(random.nextInt(3) / 2.0, random.nextGaussian())));
  }

  private DoubleExemplarData exemplar() {
    return DoubleExemplarData.create(
        telemetry.attributes(), telemetry.time(), telemetry.context(), telemetry.real());
  }

  private AggregationTemporality temporality() {
    return random.nextBoolean() ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
  }
}
