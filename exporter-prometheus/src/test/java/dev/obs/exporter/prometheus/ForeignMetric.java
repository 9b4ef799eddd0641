package dev.obs.exporter.prometheus;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;

/// A metric of a producer that is not the SDK, which may contain anything.
record ForeignMetric(
    String name, String description, String unit, MetricDataType type, Data<?> data)
    implements MetricData {

  static MetricData histogram(String name, List<HistogramPointData> points) {
    return new ForeignMetric(
        name,
        "",
        "",
        MetricDataType.HISTOGRAM,
        HistogramData.create(AggregationTemporality.CUMULATIVE, points));
  }

  static MetricData summary(String name, String unit, List<SummaryPointData> points) {
    return new ForeignMetric(name, "", unit, MetricDataType.SUMMARY, SummaryData.create(points));
  }

  /// A point of a histogram without validation.
  record Buckets(
      long start,
      Attributes attributes,
      double sum,
      long count,
      List<Double> bounds,
      List<Long> counts,
      List<DoubleExemplarData> exemplars)
      implements HistogramPointData {

    @Override
    public long getStartEpochNanos() {
      return start;
    }

    @Override
    public long getEpochNanos() {
      return start;
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public double getSum() {
      return sum;
    }

    @Override
    public long getCount() {
      return count;
    }

    @Override
    public boolean hasMin() {
      return false;
    }

    @Override
    public double getMin() {
      return 0;
    }

    @Override
    public boolean hasMax() {
      return false;
    }

    @Override
    public double getMax() {
      return 0;
    }

    @Override
    public List<Double> getBoundaries() {
      return bounds;
    }

    @Override
    public List<Long> getCounts() {
      return counts;
    }

    @Override
    public List<DoubleExemplarData> getExemplars() {
      return exemplars;
    }
  }

  @Override
  public Resource getResource() {
    return Scraped.RESOURCE;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return InstrumentationScopeInfo.create("foreign");
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
