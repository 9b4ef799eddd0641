package dev.obs.exporter.otlp;

import dev.obs.testkit.Field;
import dev.obs.testkit.Received;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The points of a metric.
final class DecodedMetrics {
  private DecodedMetrics() {}

  static List<Received> points(Metric metric) {
    Stream<Received> points =
        switch (metric.getDataCase()) {
          case GAUGE ->
              metric.getGauge().getDataPointsList().stream()
                  .map(point -> number(metric, "gauge", point));
          case SUM ->
              metric.getSum().getDataPointsList().stream()
                  .map(point ->
                      number(metric, "sum", point)
                          .with(Field.MONOTONIC, metric.getSum().getIsMonotonic())
                          .with(
                              Field.TEMPORALITY,
                              name(metric.getSum().getAggregationTemporality())));
          case HISTOGRAM -> histograms(metric);
          case EXPONENTIAL_HISTOGRAM -> exponentialHistograms(metric);
          case SUMMARY -> summaries(metric);
          default -> Stream.empty();
        };
    return points
        .map(point ->
            point
                .with(Field.UNIT, metric.getUnit())
                .with(Field.DESCRIPTION, metric.getDescription()))
        .toList();
  }

  private static Received number(Metric metric, String type, NumberDataPoint point) {
    Object value = point.hasAsInt() ? (Object) point.getAsInt() : (Object) point.getAsDouble();
    return exemplars(
        Received.of(metric.getName(), Decoded.attributes(point.getAttributesList()))
            .with(Field.TYPE, type)
            .with(Field.START, point.getStartTimeUnixNano())
            .with(Field.TIMESTAMP, point.getTimeUnixNano())
            .with(Field.VALUE, value),
        point.getExemplarsList());
  }

  private static Stream<Received> histograms(Metric metric) {
    String temporality = name(metric.getHistogram().getAggregationTemporality());
    return metric.getHistogram().getDataPointsList().stream()
        .map(point ->
            Received.of(metric.getName(), Decoded.attributes(point.getAttributesList()))
                .with(Field.TYPE, "histogram")
                .with(Field.TEMPORALITY, temporality)
                .with(Field.START, point.getStartTimeUnixNano())
                .with(Field.TIMESTAMP, point.getTimeUnixNano())
                .with(Field.COUNT, point.getCount())
                .with(Field.SUM, point.getSum())
                .with(Field.MIN, point.getMin())
                .with(Field.MAX, point.getMax())
                .with(Field.BOUNDS, point.getExplicitBoundsList())
                .with(Field.BUCKETS, point.getBucketCountsList()));
  }

  private static Stream<Received> exponentialHistograms(Metric metric) {
    String temporality = name(metric.getExponentialHistogram().getAggregationTemporality());
    return metric.getExponentialHistogram().getDataPointsList().stream()
        .map(point ->
            Received.of(metric.getName(), Decoded.attributes(point.getAttributesList()))
                .with(Field.TYPE, "exponential_histogram")
                .with(Field.TEMPORALITY, temporality)
                .with(Field.START, point.getStartTimeUnixNano())
                .with(Field.TIMESTAMP, point.getTimeUnixNano())
                .with(Field.COUNT, point.getCount())
                .with(Field.SUM, point.getSum())
                .with(Field.SCALE, point.getScale())
                .with(Field.ZERO_COUNT, point.getZeroCount())
                .with(Field.BUCKETS, point.getPositive().getBucketCountsList()));
  }

  private static Stream<Received> summaries(Metric metric) {
    return metric.getSummary().getDataPointsList().stream()
        .map(point -> {
          Map<String, Object> quantiles = new TreeMap<>();
          point
              .getQuantileValuesList()
              .forEach(q -> quantiles.put(Double.toString(q.getQuantile()), q.getValue()));
          return Received.of(metric.getName(), Decoded.attributes(point.getAttributesList()))
              .with(Field.TYPE, "summary")
              .with(Field.START, point.getStartTimeUnixNano())
              .with(Field.TIMESTAMP, point.getTimeUnixNano())
              .with(Field.COUNT, point.getCount())
              .with(Field.SUM, point.getSum())
              .with(Field.QUANTILES, quantiles);
        });
  }

  private static Received exemplars(Received point, List<Exemplar> exemplars) {
    return exemplars.isEmpty()
        ? point
        : point.with(
            Field.EXEMPLARS,
            exemplars.stream()
                .map(exemplar -> Decoded.hex(exemplar.getTraceId().toByteArray()))
                .toList());
  }

  private static String name(AggregationTemporality temporality) {
    return temporality.name().replace("AGGREGATION_TEMPORALITY_", "");
  }
}
