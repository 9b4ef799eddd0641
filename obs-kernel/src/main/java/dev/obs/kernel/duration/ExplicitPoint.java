package dev.obs.kernel.duration;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.List;

/// A point of a histogram with explicit boundaries; the SDK's public factory takes no exemplars.
record ExplicitPoint(
    long getStartEpochNanos,
    long getEpochNanos,
    Attributes getAttributes,
    long getCount,
    double getSum,
    double getMin,
    double getMax,
    List<Long> getCounts,
    List<DoubleExemplarData> getExemplars)
    implements HistogramPointData {
  @Override
  public boolean hasMin() {
    return true;
  }

  @Override
  public boolean hasMax() {
    return true;
  }

  @Override
  public List<Double> getBoundaries() {
    return Boundaries.SECONDS;
  }
}
