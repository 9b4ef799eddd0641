package dev.obs.kernel.delivery;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import org.jspecify.annotations.Nullable;

/// Collects metrics on demand and offers them to a lane. Thread-safe.
public final class CollectingReader implements MetricReader {
  private final Lane<MetricData> lane;
  private final AggregationTemporalitySelector temporality;
  private volatile @Nullable CollectionRegistration registration;

  CollectingReader(Lane<MetricData> lane, AggregationTemporalitySelector temporality) {
    this.lane = lane;
    this.temporality = temporality;
  }

  @Override
  public void register(CollectionRegistration collection) {
    registration = collection;
  }

  /// Collects once. Throws what a callback of an instrument throws, an `Error` included.
  public void collect() {
    CollectionRegistration source = registration;
    if (source != null) {
      source.collectAllMetrics().forEach(lane::offer);
    }
  }

  @Override
  public CompletableResultCode forceFlush() {
    collect();
    return CompletableResultCode.ofSuccess();
  }

  /// Collects for the last time: an SDK may be shut down before the kernel closes.
  @Override
  public CompletableResultCode shutdown() {
    collect();
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return temporality.getAggregationTemporality(type);
  }
}
