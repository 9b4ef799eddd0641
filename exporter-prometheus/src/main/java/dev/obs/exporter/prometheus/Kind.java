package dev.obs.exporter.prometheus;

import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SumData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The types of Prometheus's metrics that OpenTelemetry's map to.
enum Kind {
  COUNTER("counter", ""),
  GAUGE("gauge", ""),
  HISTOGRAM("histogram", "le"),
  SUMMARY("summary", "quantile");

  private final String type;
  private final String ownLabel;

  Kind(String type, String ownLabel) {
    this.type = type;
    this.ownLabel = ownLabel;
  }

  /// Returns the type in a `# TYPE` line.
  String type() {
    return type;
  }

  /// Returns the label that its samples have in addition to those of the attributes, empty if none.
  String ownLabel() {
    return ownLabel;
  }

  /// Returns the suffixes of its samples' names.
  List<String> suffixes() {
    return switch (this) {
      case COUNTER -> List.of("_total");
      case GAUGE -> List.of("");
      case HISTOGRAM -> List.of("_bucket", "_sum", "_count");
      case SUMMARY -> List.of("", "_sum", "_count");
    };
  }

  /// Returns the suffixes that no other metric's name may add to a metric's name. OpenMetrics
  /// reserves `_created` even if it is not written.
  List<String> reserved() {
    return switch (this) {
      case COUNTER -> List.of("", "_total", "_created");
      case GAUGE -> List.of("");
      case HISTOGRAM -> List.of("", "_bucket", "_sum", "_count", "_created");
      case SUMMARY -> List.of("", "_sum", "_count", "_created");
    };
  }

  /// Returns the kind of a metric, or null if its values are deltas.
  static @Nullable Kind of(MetricData metric) {
    return switch (metric.getType()) {
      case LONG_GAUGE, DOUBLE_GAUGE -> GAUGE;
      case LONG_SUM -> ofSum(metric.getLongSumData());
      case DOUBLE_SUM -> ofSum(metric.getDoubleSumData());
      case HISTOGRAM ->
          cumulative(metric.getHistogramData().getAggregationTemporality()) ? HISTOGRAM : null;
      case EXPONENTIAL_HISTOGRAM ->
          cumulative(metric.getExponentialHistogramData().getAggregationTemporality())
              ? HISTOGRAM
              : null;
      case SUMMARY -> SUMMARY;
    };
  }

  private static @Nullable Kind ofSum(SumData<?> sum) {
    if (!cumulative(sum.getAggregationTemporality())) {
      return null;
    }
    return sum.isMonotonic() ? COUNTER : GAUGE;
  }

  private static boolean cumulative(AggregationTemporality temporality) {
    return temporality == AggregationTemporality.CUMULATIVE;
  }
}
