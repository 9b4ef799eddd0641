package dev.obs.exporter.otlp;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;

/// A part of the data points of a metric that is too large for one request.
///
/// @param generation the number of times that the metric was halved
record MetricPart(MetricData metric, Data<?> data, int generation) implements MetricData {
  /// The last generation: at most 64 parts. If a server refuses these parts too, they are not
  /// divided further.
  private static final int LAST_GENERATION = 6;

  /// Divides a metric into two with half of its data points each; returns none if it has a single
  /// point or was divided too often.
  static List<MetricData> halves(MetricData metric) {
    int generation = metric instanceof MetricPart part ? part.generation : 0;
    int size = metric.getData().getPoints().size();
    if (size < 2 || generation == LAST_GENERATION) {
      return List.of();
    }
    return List.of(
        new MetricPart(metric, points(metric, 0, size / 2), generation + 1),
        new MetricPart(metric, points(metric, size / 2, size), generation + 1));
  }

  private static Data<?> points(MetricData metric, int from, int to) {
    return switch (metric.getType()) {
      case LONG_GAUGE -> GaugeData.createLongGaugeData(part(metric.getLongGaugeData(), from, to));
      case DOUBLE_GAUGE ->
          GaugeData.createDoubleGaugeData(part(metric.getDoubleGaugeData(), from, to));
      case LONG_SUM -> {
        SumData<LongPointData> sum = metric.getLongSumData();
        yield SumData.createLongSumData(
            sum.isMonotonic(), sum.getAggregationTemporality(), part(sum, from, to));
      }
      case DOUBLE_SUM -> {
        SumData<DoublePointData> sum = metric.getDoubleSumData();
        yield SumData.createDoubleSumData(
            sum.isMonotonic(), sum.getAggregationTemporality(), part(sum, from, to));
      }
      case HISTOGRAM -> {
        HistogramData histogram = metric.getHistogramData();
        yield HistogramData.create(
            histogram.getAggregationTemporality(), part(histogram, from, to));
      }
      case EXPONENTIAL_HISTOGRAM -> {
        ExponentialHistogramData histogram = metric.getExponentialHistogramData();
        yield ExponentialHistogramData.create(
            histogram.getAggregationTemporality(), part(histogram, from, to));
      }
      case SUMMARY -> SummaryData.create(part(metric.getSummaryData(), from, to));
    };
  }

  private static <P extends PointData> List<P> part(Data<P> data, int from, int to) {
    return List.copyOf(data.getPoints()).subList(from, to);
  }

  @Override
  public Resource getResource() {
    return metric.getResource();
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return metric.getInstrumentationScopeInfo();
  }

  @Override
  public String getName() {
    return metric.getName();
  }

  @Override
  public String getDescription() {
    return metric.getDescription();
  }

  @Override
  public String getUnit() {
    return metric.getUnit();
  }

  @Override
  public MetricDataType getType() {
    return metric.getType();
  }

  @Override
  public Data<?> getData() {
    return data;
  }
}
