package dev.obs.kernel.duration;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.resources.Resource;

/// The histogram as a collection returns it.
record DurationData(
    Resource getResource,
    InstrumentationScopeInfo getInstrumentationScopeInfo,
    MetricDataType getType,
    Data<?> getData)
    implements MetricData {
  @Override
  public String getName() {
    return DurationHistogram.NAME;
  }

  @Override
  public String getDescription() {
    return DurationHistogram.DESCRIPTION;
  }

  @Override
  public String getUnit() {
    return DurationHistogram.UNIT;
  }
}
