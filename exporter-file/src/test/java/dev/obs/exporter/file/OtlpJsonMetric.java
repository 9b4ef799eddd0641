package dev.obs.exporter.file;

import static dev.obs.exporter.file.OtlpJson.number;
import static dev.obs.exporter.file.OtlpJson.objects;
import static dev.obs.exporter.file.OtlpJson.text;
import static dev.obs.exporter.file.OtlpJson.time;

import dev.obs.testkit.Field;
import dev.obs.testkit.Json;
import dev.obs.testkit.Received;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A reader of the points of a metric.
final class OtlpJsonMetric {
  private static final List<String> TEMPORALITY = List.of("", "DELTA", "CUMULATIVE");
  private static final Map<String, String> TYPES =
      Map.of(
          "gauge", "gauge",
          "sum", "sum",
          "histogram", "histogram",
          "exponentialHistogram", "exponential_histogram",
          "summary", "summary");

  private OtlpJsonMetric() {}

  static Stream<Received> points(Map<String, Object> metric) {
    String name =
        metric.keySet().stream()
            .filter(TYPES::containsKey)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("a metric without data: " + metric));
    String type = TYPES.get(name);
    Map<String, Object> data = Json.map(metric.get(name));
    return objects(data, "dataPoints").stream()
        .map(point ->
            point(type, text(metric, "name"), point)
                .with(Field.TYPE, type)
                .with(Field.UNIT, metric.get("unit"))
                .with(Field.DESCRIPTION, metric.get("description"))
                .with(Field.TEMPORALITY, TEMPORALITY.get(number(data, "aggregationTemporality")))
                .with(Field.MONOTONIC, data.getOrDefault("isMonotonic", false)));
  }

  private static Received point(String type, String name, Map<String, Object> point) {
    Received received =
        Received.of(name, OtlpJson.attributes(point))
            .with(Field.START, time(point, "startTimeUnixNano"))
            .with(Field.TIMESTAMP, time(point, "timeUnixNano"))
            .with(
                Field.EXEMPLARS,
                objects(point, "exemplars").stream()
                    .map(exemplar -> text(exemplar, "traceId"))
                    .toList());
    return switch (type) {
      case "gauge", "sum" ->
          received.with(Field.VALUE, point.getOrDefault("asInt", point.get("asDouble")));
      case "histogram" ->
          counted(received, point)
              .with(Field.BOUNDS, Json.list(point.get("explicitBounds")))
              .with(Field.BUCKETS, Json.list(point.get("bucketCounts")));
      case "exponential_histogram" ->
          counted(received, point)
              .with(Field.SCALE, number(point, "scale"))
              .with(Field.ZERO_COUNT, point.getOrDefault("zeroCount", "0"))
              .with(Field.BUCKETS, Json.list(Json.map(point.get("positive")).get("bucketCounts")));
      default -> counted(received, point).with(Field.QUANTILES, quantiles(point));
    };
  }

  private static Received counted(Received received, Map<String, Object> point) {
    return received
        .with(Field.COUNT, point.getOrDefault("count", "0"))
        .with(Field.SUM, point.getOrDefault("sum", 0L))
        .with(Field.MIN, point.get("min"))
        .with(Field.MAX, point.get("max"));
  }

  private static Map<String, Object> quantiles(Map<String, Object> point) {
    Map<String, Object> quantiles = new HashMap<>();
    for (Map<String, Object> quantile : objects(point, "quantileValues")) {
      Number rank = (Number) quantile.getOrDefault("quantile", 0L);
      quantiles.put(Double.toString(rank.doubleValue()), quantile.getOrDefault("value", 0L));
    }
    return quantiles;
  }
}
