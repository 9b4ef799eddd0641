package dev.obs.exporter.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
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
import io.opentelemetry.sdk.testing.metrics.TestMetricData;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Metrics with many data points.
final class Metrics {
  static final AttributeKey<String> KEY = AttributeKey.stringKey("k");

  private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("test");

  private Metrics() {}

  /// Returns a gauge with the given number of points.
  static MetricData gauge(int points) {
    return gauge(0, attributes(points).map(point -> point.get(KEY)).toArray(String[]::new));
  }

  /// Returns a gauge with a point for each value of an attribute.
  static MetricData gauge(long value, String... keys) {
    List<LongPointData> points =
        Stream.of(keys)
            .map(key -> LongPointData.create(1, 2, Attributes.of(KEY, key), value))
            .toList();
    return named("queue", "{item}").setLongGaugeData(GaugeData.createLongGaugeData(points)).build();
  }

  /// Returns a metric of each kind, each with the given number of points.
  static Stream<MetricData> ofEachKind(int points) {
    return Stream.of(
        gauge(points),
        named("load", "1")
            .setDoubleGaugeData(GaugeData.createDoubleGaugeData(points(points, Metrics::real)))
            .build(),
        named("orders", "{order}")
            .setLongSumData(
                SumData.createLongSumData(
                    true, AggregationTemporality.DELTA, points(points, Metrics::whole)))
            .build(),
        named("money", "CHF")
            .setDoubleSumData(
                SumData.createDoubleSumData(
                    false, AggregationTemporality.CUMULATIVE, points(points, Metrics::real)))
            .build(),
        named("duration", "s")
            .setHistogramData(
                HistogramData.create(
                    AggregationTemporality.DELTA, points(points, Metrics::histogram)))
            .build(),
        named("size", "By")
            .setExponentialHistogramData(
                ExponentialHistogramData.create(
                    AggregationTemporality.DELTA, points(points, Metrics::exponential)))
            .build(),
        named("latency", "s")
            .setSummaryData(SummaryData.create(points(points, Metrics::summary)))
            .build());
  }

  private static TestMetricData.Builder named(String name, String unit) {
    return TestMetricData.builder()
        .setResource(Telemetry.RESOURCE)
        .setInstrumentationScopeInfo(SCOPE)
        .setName(name)
        .setDescription("for tests")
        .setUnit(unit);
  }

  private static LongPointData whole(Attributes attributes) {
    return LongPointData.create(1, 2, attributes, 7);
  }

  private static DoublePointData real(Attributes attributes) {
    return DoublePointData.create(1, 2, attributes, 0.5, List.of());
  }

  private static HistogramPointData histogram(Attributes attributes) {
    return HistogramPointData.create(
        1, 2, attributes, 1.5, true, 0.5, true, 1, List.of(1.0), List.of(1L, 1L));
  }

  private static ExponentialHistogramPointData exponential(Attributes attributes) {
    return ExponentialHistogramPointData.create(
        1,
        1.5,
        0,
        false,
        0,
        false,
        0,
        ExponentialHistogramBuckets.create(1, 2, List.of(1L)),
        ExponentialHistogramBuckets.create(1, 0, List.of()),
        1,
        2,
        attributes,
        List.of());
  }

  private static SummaryPointData summary(Attributes attributes) {
    return SummaryPointData.create(1, 2, attributes, 3, 0.5, List.of());
  }

  /// Returns the attributes of the received points.
  static List<String> points(Metric metric) {
    Stream<List<KeyValue>> points =
        switch (metric.getDataCase()) {
          case GAUGE ->
              metric.getGauge().getDataPointsList().stream().map(p -> p.getAttributesList());
          case SUM -> metric.getSum().getDataPointsList().stream().map(p -> p.getAttributesList());
          case HISTOGRAM ->
              metric.getHistogram().getDataPointsList().stream().map(p -> p.getAttributesList());
          case EXPONENTIAL_HISTOGRAM ->
              metric.getExponentialHistogram().getDataPointsList().stream()
                  .map(p -> p.getAttributesList());
          case SUMMARY ->
              metric.getSummary().getDataPointsList().stream().map(p -> p.getAttributesList());
          case DATA_NOT_SET -> Stream.empty();
        };
    return points.map(attributes -> attributes.getFirst().getValue().getStringValue()).toList();
  }

  private static <P> Collection<P> points(int count, Function<Attributes, P> point) {
    return attributes(count).map(point).toList();
  }

  private static Stream<Attributes> attributes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Attributes.of(KEY, "point-" + i + "-" + "x".repeat(30)));
  }
}
