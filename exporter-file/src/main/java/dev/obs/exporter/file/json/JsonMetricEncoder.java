package dev.obs.exporter.file.json;

import dev.obs.codec.Grouping;
import dev.obs.codec.OtlpMapping;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SumData;

/// An encoder of metrics as JSON (`metrics.proto`).
final class JsonMetricEncoder extends JsonRequestEncoder<MetricData> {
  private static final String DATA_POINTS = "dataPoints";

  private final JsonPointEncoder points;

  JsonMetricEncoder(OtlpJson json) {
    super(json, Grouping.METRICS, "resourceMetrics", "scopeMetrics", "metrics");
    points = new JsonPointEncoder(json, attributes);
  }

  @Override
  void record(MetricData metric) {
    json.string("name", metric.getName());
    json.string("description", metric.getDescription());
    json.string("unit", metric.getUnit());
    json.writer.name(field(metric)).beginObject();
    switch (metric.getType()) {
      case LONG_GAUGE ->
          json.messages(DATA_POINTS, metric.getLongGaugeData().getPoints(), points::number);
      case DOUBLE_GAUGE ->
          json.messages(DATA_POINTS, metric.getDoubleGaugeData().getPoints(), points::number);
      case LONG_SUM -> {
        json.messages(DATA_POINTS, metric.getLongSumData().getPoints(), points::number);
        sum(metric.getLongSumData());
      }
      case DOUBLE_SUM -> {
        json.messages(DATA_POINTS, metric.getDoubleSumData().getPoints(), points::number);
        sum(metric.getDoubleSumData());
      }
      case HISTOGRAM -> {
        HistogramData data = metric.getHistogramData();
        json.messages(DATA_POINTS, data.getPoints(), points::histogram);
        temporality(data.getAggregationTemporality());
      }
      case EXPONENTIAL_HISTOGRAM -> {
        ExponentialHistogramData data = metric.getExponentialHistogramData();
        json.messages(DATA_POINTS, data.getPoints(), points::exponential);
        temporality(data.getAggregationTemporality());
      }
      case SUMMARY ->
          json.messages(DATA_POINTS, metric.getSummaryData().getPoints(), points::summary);
    }
    json.writer.endObject();
  }

  private static String field(MetricData metric) {
    return switch (metric.getType()) {
      case LONG_GAUGE, DOUBLE_GAUGE -> "gauge";
      case LONG_SUM, DOUBLE_SUM -> "sum";
      case HISTOGRAM -> "histogram";
      case EXPONENTIAL_HISTOGRAM -> "exponentialHistogram";
      case SUMMARY -> "summary";
    };
  }

  private void sum(SumData<?> sum) {
    temporality(sum.getAggregationTemporality());
    json.bool("isMonotonic", sum.isMonotonic());
  }

  private void temporality(AggregationTemporality temporality) {
    json.int32("aggregationTemporality", OtlpMapping.temporality(temporality));
  }
}
