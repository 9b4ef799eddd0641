package dev.obs.testkit;

import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The fields of a metric's point.
final class PointParts {
  private PointParts() {}

  static Map<Field, Object> of(PointData point) {
    Map<Field, Object> fields = new EnumMap<>(Field.class);
    fields.put(Field.START, point.getStartEpochNanos());
    fields.put(Field.TIMESTAMP, point.getEpochNanos());
    List<? extends ExemplarData> exemplars = point.getExemplars();
    if (!exemplars.isEmpty()) {
      fields.put(
          Field.EXEMPLARS,
          exemplars.stream().map(exemplar -> exemplar.getSpanContext().getTraceId()).toList());
    }
    switch (point) {
      case LongPointData number -> fields.put(Field.VALUE, number.getValue());
      case DoublePointData number -> fields.put(Field.VALUE, number.getValue());
      case HistogramPointData histogram -> histogram(histogram, fields);
      case ExponentialHistogramPointData histogram -> exponential(histogram, fields);
      case SummaryPointData summary -> summary(summary, fields);
      default -> {}
    }
    return fields;
  }

  private static void histogram(HistogramPointData point, Map<Field, Object> fields) {
    fields.put(Field.COUNT, point.getCount());
    fields.put(Field.SUM, point.getSum());
    fields.put(Field.BOUNDS, point.getBoundaries());
    fields.put(Field.BUCKETS, point.getCounts());
    if (point.hasMin()) {
      fields.put(Field.MIN, point.getMin());
    }
    if (point.hasMax()) {
      fields.put(Field.MAX, point.getMax());
    }
  }

  private static void exponential(ExponentialHistogramPointData point, Map<Field, Object> fields) {
    fields.put(Field.COUNT, point.getCount());
    fields.put(Field.SUM, point.getSum());
    fields.put(Field.SCALE, point.getScale());
    fields.put(Field.ZERO_COUNT, point.getZeroCount());
    fields.put(Field.BUCKETS, point.getPositiveBuckets().getBucketCounts());
  }

  private static void summary(SummaryPointData point, Map<Field, Object> fields) {
    fields.put(Field.COUNT, point.getCount());
    fields.put(Field.SUM, point.getSum());
    Map<String, Object> quantiles = new TreeMap<>();
    point
        .getValues()
        .forEach(value -> quantiles.put(Double.toString(value.getQuantile()), value.getValue()));
    fields.put(Field.QUANTILES, quantiles);
  }
}
