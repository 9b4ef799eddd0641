package dev.obs.codec;

import dev.obs.codec.OtlpFields.Buckets;
import dev.obs.codec.OtlpFields.Exemplar;
import dev.obs.codec.OtlpFields.ExponentialHistogramDataPoint;
import dev.obs.codec.OtlpFields.HistogramDataPoint;
import dev.obs.codec.OtlpFields.NumberDataPoint;
import dev.obs.codec.OtlpFields.SummaryDataPoint;
import dev.obs.codec.OtlpFields.ValueAtQuantile;
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
import java.util.List;

/// An encoder of the content of data points, with their exemplars.
final class PointEncoder {
  private final ProtoBuffer buffer;
  private final AttributeEncoder attributes;
  private final SpanContextEncoder contexts;

  PointEncoder(ProtoBuffer buffer, AttributeEncoder attributes) {
    this.buffer = buffer;
    this.attributes = attributes;
    contexts = new SpanContextEncoder(buffer);
  }

  void number(LongPointData point) {
    numberPoint(point);
    buffer.presentFixed64(NumberDataPoint.AS_INT, point.getValue());
  }

  void number(DoublePointData point) {
    numberPoint(point);
    buffer.presentFloat64(NumberDataPoint.AS_DOUBLE, point.getValue());
  }

  void histogram(HistogramPointData point) {
    buffer.time(HistogramDataPoint.START_TIME_UNIX_NANO, point.getStartEpochNanos());
    buffer.time(HistogramDataPoint.TIME_UNIX_NANO, point.getEpochNanos());
    buffer.fixed64(HistogramDataPoint.COUNT, point.getCount());
    buffer.presentFloat64(HistogramDataPoint.SUM, point.getSum());
    buffer.packedFixed64(HistogramDataPoint.BUCKET_COUNTS, point.getCounts());
    buffer.packedFloat64(HistogramDataPoint.EXPLICIT_BOUNDS, point.getBoundaries());
    exemplars(HistogramDataPoint.EXEMPLARS, point.getExemplars());
    attributes.attributes(HistogramDataPoint.ATTRIBUTES, point.getAttributes());
    if (point.hasMin()) {
      buffer.presentFloat64(HistogramDataPoint.MIN, point.getMin());
    }
    if (point.hasMax()) {
      buffer.presentFloat64(HistogramDataPoint.MAX, point.getMax());
    }
  }

  /// Writes an exponential histogram. The SDK has no zero threshold: its zero bucket counts exact
  /// zeros, which is the default.
  void exponential(ExponentialHistogramPointData point) {
    attributes.attributes(ExponentialHistogramDataPoint.ATTRIBUTES, point.getAttributes());
    buffer.time(ExponentialHistogramDataPoint.START_TIME_UNIX_NANO, point.getStartEpochNanos());
    buffer.time(ExponentialHistogramDataPoint.TIME_UNIX_NANO, point.getEpochNanos());
    buffer.fixed64(ExponentialHistogramDataPoint.COUNT, point.getCount());
    buffer.presentFloat64(ExponentialHistogramDataPoint.SUM, point.getSum());
    buffer.sint32(ExponentialHistogramDataPoint.SCALE, point.getScale());
    buffer.fixed64(ExponentialHistogramDataPoint.ZERO_COUNT, point.getZeroCount());
    buckets(ExponentialHistogramDataPoint.POSITIVE, point.getPositiveBuckets());
    buckets(ExponentialHistogramDataPoint.NEGATIVE, point.getNegativeBuckets());
    exemplars(ExponentialHistogramDataPoint.EXEMPLARS, point.getExemplars());
    if (point.hasMin()) {
      buffer.presentFloat64(ExponentialHistogramDataPoint.MIN, point.getMin());
    }
    if (point.hasMax()) {
      buffer.presentFloat64(ExponentialHistogramDataPoint.MAX, point.getMax());
    }
  }

  void summary(SummaryPointData point) {
    buffer.time(SummaryDataPoint.START_TIME_UNIX_NANO, point.getStartEpochNanos());
    buffer.time(SummaryDataPoint.TIME_UNIX_NANO, point.getEpochNanos());
    buffer.fixed64(SummaryDataPoint.COUNT, point.getCount());
    buffer.float64(SummaryDataPoint.SUM, point.getSum());
    for (var quantile : point.getValues()) {
      int start = buffer.begin(SummaryDataPoint.QUANTILE_VALUES);
      buffer.float64(ValueAtQuantile.QUANTILE, quantile.getQuantile());
      buffer.float64(ValueAtQuantile.VALUE, quantile.getValue());
      buffer.end(start);
    }
    attributes.attributes(SummaryDataPoint.ATTRIBUTES, point.getAttributes());
  }

  private void numberPoint(PointData point) {
    buffer.time(NumberDataPoint.START_TIME_UNIX_NANO, point.getStartEpochNanos());
    buffer.time(NumberDataPoint.TIME_UNIX_NANO, point.getEpochNanos());
    exemplars(NumberDataPoint.EXEMPLARS, point.getExemplars());
    attributes.attributes(NumberDataPoint.ATTRIBUTES, point.getAttributes());
  }

  private void buckets(int field, ExponentialHistogramBuckets buckets) {
    int start = buffer.begin(field);
    buffer.sint32(Buckets.OFFSET, buckets.getOffset());
    buffer.packedUint64(Buckets.BUCKET_COUNTS, buckets.getBucketCounts());
    buffer.end(start);
  }

  private void exemplars(int field, List<? extends ExemplarData> exemplars) {
    for (ExemplarData exemplar : exemplars) {
      int start = buffer.begin(field);
      buffer.time(Exemplar.TIME_UNIX_NANO, exemplar.getEpochNanos());
      switch (exemplar) {
        case LongExemplarData number -> buffer.presentFixed64(Exemplar.AS_INT, number.getValue());
        case DoubleExemplarData number ->
            buffer.presentFloat64(Exemplar.AS_DOUBLE, number.getValue());
        default -> {} // the SDK has no other kind
      }
      contexts.idsIfValid(Exemplar.TRACE_ID, Exemplar.SPAN_ID, exemplar.getSpanContext());
      attributes.attributes(Exemplar.FILTERED_ATTRIBUTES, exemplar.getFilteredAttributes());
      buffer.end(start);
    }
  }
}
