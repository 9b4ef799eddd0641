package dev.obs.kernel.operation;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.Collection;

/// A reader that collects from an SDK on request.
final class FakeReader implements MetricReader {
  private final AggregationTemporality temporality;
  private final Aggregation aggregation;
  private CollectionRegistration registration = CollectionRegistration.noop();

  FakeReader(AggregationTemporality temporality, Aggregation aggregation) {
    this.temporality = temporality;
    this.aggregation = aggregation;
  }

  Collection<MetricData> collect() {
    return registration.collectAllMetrics();
  }

  @Override
  public void register(CollectionRegistration collection) {
    registration = collection;
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return temporality;
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType type) {
    return aggregation;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public String toString() {
    return temporality + " " + aggregation;
  }
}
