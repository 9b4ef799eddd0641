package dev.obs.codec;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.List;

/// A point of a histogram with its exemplars, which the SDK's own factory leaves out.
record DecodedHistogramPoint(
    long start,
    long time,
    Attributes attributes,
    long count,
    double sum,
    boolean hasMin,
    double min,
    boolean hasMax,
    double max,
    List<Double> boundaries,
    List<Long> counts,
    List<DoubleExemplarData> exemplars)
    implements HistogramPointData {
  @Override
  public long getStartEpochNanos() {
    return start;
  }

  @Override
  public long getEpochNanos() {
    return time;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public long getCount() {
    return count;
  }

  @Override
  public double getSum() {
    return sum;
  }

  @Override
  public double getMin() {
    return min;
  }

  @Override
  public double getMax() {
    return max;
  }

  @Override
  public List<Double> getBoundaries() {
    return boundaries;
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
