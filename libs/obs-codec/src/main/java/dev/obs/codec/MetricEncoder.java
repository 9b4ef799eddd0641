package dev.obs.codec;

import dev.obs.codec.OtlpFields.Metric;
import dev.obs.codec.OtlpFields.MetricPoints;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import java.util.Collection;

/// An encoder of metrics (`metrics.proto`).
final class MetricEncoder extends RequestEncoder<MetricData> {
  private final PointEncoder points;

  MetricEncoder(ProtoBuffer buffer, boolean inOrder, Shortening shortening) {
    super(buffer, Grouping.METRICS, inOrder, shortening);
    points = new PointEncoder(buffer, attributes);
  }

  @Override
  void record(MetricData metric) {
    buffer.string(Metric.NAME, metric.getName());
    buffer.string(Metric.DESCRIPTION, metric.getDescription());
    buffer.string(Metric.UNIT, metric.getUnit());
    int start = buffer.begin(field(metric));
    switch (metric.getType()) {
      case LONG_GAUGE -> longs(metric.getLongGaugeData().getPoints());
      case DOUBLE_GAUGE -> doubles(metric.getDoubleGaugeData().getPoints());
      case LONG_SUM -> {
        longs(metric.getLongSumData().getPoints());
        sum(metric.getLongSumData());
      }
      case DOUBLE_SUM -> {
        doubles(metric.getDoubleSumData().getPoints());
        sum(metric.getDoubleSumData());
      }
      case HISTOGRAM -> histogram(metric.getHistogramData());
      case EXPONENTIAL_HISTOGRAM -> exponential(metric.getExponentialHistogramData());
      case SUMMARY -> summaries(metric.getSummaryData().getPoints());
    }
    buffer.end(start);
  }

  private static int field(MetricData metric) {
    return switch (metric.getType()) {
      case LONG_GAUGE, DOUBLE_GAUGE -> Metric.GAUGE;
      case LONG_SUM, DOUBLE_SUM -> Metric.SUM;
      case HISTOGRAM -> Metric.HISTOGRAM;
      case EXPONENTIAL_HISTOGRAM -> Metric.EXPONENTIAL_HISTOGRAM;
      case SUMMARY -> Metric.SUMMARY;
    };
  }

  private void longs(Collection<LongPointData> data) {
    for (LongPointData point : data) {
      int start = buffer.begin(MetricPoints.DATA_POINTS);
      points.number(point);
      buffer.end(start);
    }
  }

  private void doubles(Collection<DoublePointData> data) {
    for (DoublePointData point : data) {
      int start = buffer.begin(MetricPoints.DATA_POINTS);
      points.number(point);
      buffer.end(start);
    }
  }

  private void sum(SumData<?> sum) {
    temporality(sum.getAggregationTemporality());
    buffer.bool(MetricPoints.IS_MONOTONIC, sum.isMonotonic());
  }

  private void histogram(HistogramData data) {
    for (HistogramPointData point : data.getPoints()) {
      int start = buffer.begin(MetricPoints.DATA_POINTS);
      points.histogram(point);
      buffer.end(start);
    }
    temporality(data.getAggregationTemporality());
  }

  private void exponential(ExponentialHistogramData data) {
    for (ExponentialHistogramPointData point : data.getPoints()) {
      int start = buffer.begin(MetricPoints.DATA_POINTS);
      points.exponential(point);
      buffer.end(start);
    }
    temporality(data.getAggregationTemporality());
  }

  private void summaries(Collection<SummaryPointData> data) {
    for (SummaryPointData point : data) {
      int start = buffer.begin(MetricPoints.DATA_POINTS);
      points.summary(point);
      buffer.end(start);
    }
  }

  private void temporality(AggregationTemporality temporality) {
    buffer.uint32(MetricPoints.AGGREGATION_TEMPORALITY, OtlpMapping.temporality(temporality));
  }
}
