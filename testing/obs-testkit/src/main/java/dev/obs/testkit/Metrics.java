package dev.obs.testkit;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
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
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;

/// A factory of metrics without an SDK, each with one point, of the service `conformance`:
///
/// ```java
/// MetricData orders = Metrics.counter("orders", 42, Attributes.empty());
/// ```
public final class Metrics {
  /// The start of their intervals, in nanoseconds since 1970.
  public static final long START = Spans.START - 60_000_000_000L;

  /// The time of their points, in nanoseconds since 1970.
  public static final long TIME = Spans.START;

  private Metrics() {}

  /// Returns a cumulative counter of whole numbers.
  public static MetricData counter(String name, long value, Attributes attributes) {
    return sum(name, value, AggregationTemporality.CUMULATIVE, attributes);
  }

  /// Returns a counter of whole numbers.
  public static MetricData sum(
      String name, long value, AggregationTemporality temporality, Attributes attributes) {
    return of(
        name,
        MetricDataType.LONG_SUM,
        SumData.createLongSumData(
            true, temporality, List.of(LongPointData.create(START, TIME, attributes, value))));
  }

  /// Returns a gauge.
  public static MetricData gauge(String name, double value, Attributes attributes) {
    return of(
        name,
        MetricDataType.DOUBLE_GAUGE,
        GaugeData.createDoubleGaugeData(
            List.of(DoublePointData.create(START, TIME, attributes, value, List.of()))));
  }

  /// Returns a histogram of the values 0.5, 5 and 50 with buckets up to 1 and up to 10.
  public static MetricData histogram(
      String name, AggregationTemporality temporality, Attributes attributes) {
    return of(
        name,
        MetricDataType.HISTOGRAM,
        HistogramData.create(
            temporality,
            List.of(
                HistogramPointData.create(
                    START,
                    TIME,
                    attributes,
                    55.5,
                    true,
                    0.5,
                    true,
                    50,
                    List.of(1.0, 10.0),
                    List.of(1L, 1L, 1L)))));
  }

  /// Returns an exponential histogram of 0, 2, 2 and 4.
  public static MetricData exponentialHistogram(
      String name, AggregationTemporality temporality, Attributes attributes) {
    return of(
        name,
        MetricDataType.EXPONENTIAL_HISTOGRAM,
        ExponentialHistogramData.create(
            temporality,
            List.of(
                ExponentialHistogramPointData.create(
                    0,
                    8,
                    1,
                    true,
                    0,
                    true,
                    4,
                    ExponentialHistogramBuckets.create(0, 0, List.of(2L, 1L)),
                    ExponentialHistogramBuckets.create(0, 0, List.of()),
                    START,
                    TIME,
                    attributes,
                    List.of()))));
  }

  /// Returns a summary of 10 values.
  public static MetricData summary(String name, Attributes attributes) {
    return of(
        name,
        MetricDataType.SUMMARY,
        SummaryData.create(
            List.of(
                SummaryPointData.create(
                    START,
                    TIME,
                    attributes,
                    10,
                    120,
                    List.of(ValueAtQuantile.create(0.5, 12), ValueAtQuantile.create(0.99, 20))))));
  }

  /// Creates any metric, counted in `{item}`.
  public static MetricData of(String name, MetricDataType type, Data<?> data) {
    return new Metric(
        TestContext.RESOURCE,
        InstrumentationScopeInfo.create("dev.obs.testkit"),
        name,
        "made by the test kit",
        "{item}",
        type,
        data);
  }

  private record Metric(
      Resource resource,
      InstrumentationScopeInfo scope,
      String name,
      String description,
      String unit,
      MetricDataType type,
      Data<?> data)
      implements MetricData {

    @Override
    public Resource getResource() {
      return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
      return scope;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public String getDescription() {
      return description;
    }

    @Override
    public String getUnit() {
      return unit;
    }

    @Override
    public MetricDataType getType() {
      return type;
    }

    @Override
    public Data<?> getData() {
      return data;
    }
  }
}
