package dev.obs.exporter.file.json;

import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongExemplarData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;

/// An encoder of the content of data points as JSON, with their exemplars.
final class JsonPointEncoder {
  private final OtlpJson json;
  private final JsonAttributeEncoder attributes;

  JsonPointEncoder(OtlpJson json, JsonAttributeEncoder attributes) {
    this.json = json;
    this.attributes = attributes;
  }

  void number(LongPointData point) {
    point(point);
    json.presentInt64("asInt", point.getValue());
    exemplars(point);
  }

  void number(DoublePointData point) {
    point(point);
    json.presentFloat64("asDouble", point.getValue());
    exemplars(point);
  }

  void histogram(HistogramPointData point) {
    point(point);
    json.uint64("count", point.getCount());
    json.presentFloat64("sum", point.getSum());
    if (point.hasMin()) {
      json.presentFloat64("min", point.getMin());
    }
    if (point.hasMax()) {
      json.presentFloat64("max", point.getMax());
    }
    json.uint64s("bucketCounts", point.getCounts());
    json.float64s("explicitBounds", point.getBoundaries());
    exemplars(point);
  }

  /// Writes an exponential histogram. The SDK has no zero threshold: its zero bucket counts exact
  /// zeros, which is the default.
  void exponential(ExponentialHistogramPointData point) {
    point(point);
    json.uint64("count", point.getCount());
    json.presentFloat64("sum", point.getSum());
    if (point.hasMin()) {
      json.presentFloat64("min", point.getMin());
    }
    if (point.hasMax()) {
      json.presentFloat64("max", point.getMax());
    }
    json.int32("scale", point.getScale());
    json.uint64("zeroCount", point.getZeroCount());
    buckets("positive", point.getPositiveBuckets());
    buckets("negative", point.getNegativeBuckets());
    exemplars(point);
  }

  void summary(SummaryPointData point) {
    point(point);
    json.uint64("count", point.getCount());
    json.float64("sum", point.getSum());
    json.messages("quantileValues", point.getValues(), this::quantile);
  }

  private void quantile(ValueAtQuantile quantile) {
    json.float64("quantile", quantile.getQuantile());
    json.float64("value", quantile.getValue());
  }

  private void point(PointData point) {
    attributes.attributes("attributes", point.getAttributes());
    json.time("startTimeUnixNano", point.getStartEpochNanos());
    json.time("timeUnixNano", point.getEpochNanos());
  }

  private void buckets(String name, ExponentialHistogramBuckets buckets) {
    json.writer.name(name).beginObject();
    json.int32("offset", buckets.getOffset());
    json.uint64s("bucketCounts", buckets.getBucketCounts());
    json.writer.endObject();
  }

  private void exemplars(PointData point) {
    json.messages("exemplars", point.getExemplars(), this::exemplar);
  }

  private void exemplar(ExemplarData exemplar) {
    json.time("timeUnixNano", exemplar.getEpochNanos());
    switch (exemplar) {
      case LongExemplarData number -> json.presentInt64("asInt", number.getValue());
      case DoubleExemplarData number -> json.presentFloat64("asDouble", number.getValue());
      default -> {} // the SDK has no other kind
    }
    json.idsIfValid(exemplar.getSpanContext());
    attributes.attributes("filteredAttributes", exemplar.getFilteredAttributes());
  }
}
