package dev.obs.testkit;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Metrics, in the temporality that the outlet requires.
final class MetricSignal implements Signal<MetricData> {
  private volatile AggregationTemporalitySelector selector =
      AggregationTemporalitySelector.alwaysCumulative();

  void wanted(AggregationTemporalitySelector selector) {
    this.selector = selector;
  }

  AggregationTemporality temporality(InstrumentType type) {
    return selector.getAggregationTemporality(type);
  }

  @Override
  public String noun() {
    return "metric";
  }

  /// Creates a metric with a unique name, because a collection never has two metrics of one name
  /// and scope.
  @Override
  public MetricData record(String id, Attributes attributes) {
    return Metrics.sum(
        name(id), 42, temporality(InstrumentType.COUNTER), identified(id, attributes));
  }

  static String name(String id) {
    return "conformance." + id.replaceAll("[^a-z0-9]", "_");
  }

  static Attributes identified(String id, Attributes attributes) {
    return attributes.toBuilder().put(ID, id).build();
  }

  @Override
  public List<Received> received(MetricData metric) {
    return Received.of(metric);
  }

  @Override
  public Map<String, MetricData> poisoned(MetricData record) {
    return Poison.of(MetricData.class, record);
  }

  @Override
  public Map<String, MetricData> odd() {
    Attributes id = identified("odd", Attributes.empty());
    AggregationTemporality temporality = temporality(InstrumentType.HISTOGRAM);
    Map<String, MetricData> odd = new LinkedHashMap<>();
    odd.put("with odd attributes", record("odd", AttributeSamples.ODD));
    odd.put(
        "without points",
        Metrics.of(
            "conformance.none",
            MetricDataType.LONG_SUM,
            SumData.createLongSumData(true, temporality(InstrumentType.COUNTER), List.of())));
    odd.put("without a name", Metrics.gauge("", 1, id));
    odd.put("with a name that is none", Metrics.gauge("1 ü\n{}\"\u0000", 1, id));
    odd.put("with a name of 70,000 characters", Metrics.gauge("n".repeat(70_000), 1, id));
    odd.put("that is not a number", Metrics.gauge("conformance.nan", Double.NaN, id));
    odd.put("that is infinite", Metrics.gauge("conformance.inf", Double.NEGATIVE_INFINITY, id));
    odd.put(
        "that shrinks though it only grows",
        Metrics.sum("conformance.less", -5, temporality(InstrumentType.COUNTER), id));
    odd.put(
        "taken before 1970",
        Metrics.of(
            "conformance.early",
            MetricDataType.LONG_GAUGE,
            GaugeData.createLongGaugeData(
                List.of(LongPointData.create(Long.MIN_VALUE, -1, id, Long.MIN_VALUE)))));
    odd.put(
        "with a histogram of one bucket that counts nothing",
        Metrics.of(
            "conformance.empty",
            MetricDataType.HISTOGRAM,
            HistogramData.create(
                temporality,
                List.of(
                    HistogramPointData.create(
                        0, 0, id, Double.NaN, false, 0, false, 0, List.of(), List.of(0L))))));
    odd.put(
        "with a histogram at the ends of its range",
        Metrics.of(
            "conformance.extreme",
            MetricDataType.EXPONENTIAL_HISTOGRAM,
            ExponentialHistogramData.create(temporality, List.of(extremeHistogram(id)))));
    return odd;
  }

  private static ExponentialHistogramPointData extremeHistogram(Attributes id) {
    return ExponentialHistogramPointData.create(
        -10,
        Double.POSITIVE_INFINITY,
        Long.MAX_VALUE - 2,
        true,
        Double.NEGATIVE_INFINITY,
        true,
        Double.MAX_VALUE,
        ExponentialHistogramBuckets.create(-10, Integer.MAX_VALUE - 2, List.of(1L)),
        ExponentialHistogramBuckets.create(-10, Integer.MIN_VALUE + 1, List.of(1L)),
        Metrics.START,
        Metrics.TIME,
        id,
        List.of());
  }
}
