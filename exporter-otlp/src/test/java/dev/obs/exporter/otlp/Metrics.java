package dev.obs.exporter.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableDoublePointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableExponentialHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableGaugeData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableLongPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSumData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSummaryData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSummaryPointData;
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

  /// A gauge with so many points.
  static MetricData gauge(int points) {
    return gauge(0, attributes(points).map(point -> point.get(KEY)).toArray(String[]::new));
  }

  /// A gauge with a point for each value of an attribute.
  static MetricData gauge(long value, String... keys) {
    List<LongPointData> points =
        Stream.of(keys)
            .<LongPointData>map(
                key -> ImmutableLongPointData.create(1, 2, Attributes.of(KEY, key), value))
            .toList();
    return ImmutableMetricData.createLongGauge(
        Telemetry.RESOURCE, SCOPE, "queue", "length", "{item}", ImmutableGaugeData.create(points));
  }

  /// A metric of each kind, each with so many points.
  static Stream<MetricData> ofEachKind(int points) {
    return Stream.of(
        gauge(points),
        ImmutableMetricData.createDoubleGauge(
            Telemetry.RESOURCE,
            SCOPE,
            "load",
            "",
            "1",
            ImmutableGaugeData.create(
                points(points, a -> ImmutableDoublePointData.create(1, 2, a, 0.5)))),
        ImmutableMetricData.createLongSum(
            Telemetry.RESOURCE,
            SCOPE,
            "orders",
            "",
            "{order}",
            ImmutableSumData.create(
                true,
                AggregationTemporality.DELTA,
                points(points, a -> ImmutableLongPointData.create(1, 2, a, 7)))),
        ImmutableMetricData.createDoubleSum(
            Telemetry.RESOURCE,
            SCOPE,
            "money",
            "",
            "CHF",
            ImmutableSumData.create(
                false,
                AggregationTemporality.CUMULATIVE,
                points(points, a -> ImmutableDoublePointData.create(1, 2, a, 0.5)))),
        ImmutableMetricData.createDoubleHistogram(
            Telemetry.RESOURCE,
            SCOPE,
            "duration",
            "",
            "s",
            ImmutableHistogramData.create(
                AggregationTemporality.DELTA,
                points(
                    points,
                    a ->
                        ImmutableHistogramPointData.create(
                            1, 2, a, 1.5, true, 0.5, true, 1, List.of(1.0), List.of(1L, 1L))))),
        ImmutableMetricData.createExponentialHistogram(
            Telemetry.RESOURCE,
            SCOPE,
            "size",
            "",
            "By",
            ImmutableExponentialHistogramData.create(
                AggregationTemporality.DELTA,
                points(
                    points,
                    a ->
                        ImmutableExponentialHistogramPointData.create(
                            1,
                            1.5,
                            0,
                            false,
                            0,
                            false,
                            0,
                            ImmutableExponentialHistogramBuckets.create(1, 2, List.of(1L)),
                            ImmutableExponentialHistogramBuckets.create(1, 0, List.of()),
                            1,
                            2,
                            a,
                            List.of())))),
        ImmutableMetricData.createDoubleSummary(
            Telemetry.RESOURCE,
            SCOPE,
            "latency",
            "",
            "s",
            ImmutableSummaryData.create(
                points(
                    points, a -> ImmutableSummaryPointData.create(1, 2, a, 3, 0.5, List.of())))));
  }

  /// The attributes of the points that arrived.
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
