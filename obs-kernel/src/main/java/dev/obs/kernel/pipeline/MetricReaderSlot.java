package dev.obs.kernel.pipeline;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import org.jspecify.annotations.Nullable;

/// The place of a metric sink's reader in OpenTelemetry's meter provider. The provider needs all
/// its readers when it is built; sinks are opened later, because they may need a meter.
/// Thread-safe.
final class MetricReaderSlot implements MetricReader {
  private volatile @Nullable CollectionRegistration registration;
  private volatile @Nullable MetricReader reader;

  /// Whether it has no reader yet.
  boolean isFree() {
    return reader == null;
  }

  /// Puts the sink's own reader in.
  void fill(MetricReader own) {
    reader = own;
    CollectionRegistration known = registration;
    if (known != null) {
      own.register(known);
    }
  }

  /// Whether a meter provider has it.
  boolean registered() {
    return registration != null;
  }

  @Override
  public void register(CollectionRegistration collection) {
    registration = collection;
  }

  @Override
  public CompletableResultCode forceFlush() {
    MetricReader own = reader;
    return own == null ? CompletableResultCode.ofSuccess() : own.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    MetricReader own = reader;
    return own == null ? CompletableResultCode.ofSuccess() : own.shutdown();
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    MetricReader own = reader;
    return own == null ? AggregationTemporality.CUMULATIVE : own.getAggregationTemporality(type);
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType type) {
    MetricReader own = reader;
    return own == null ? Aggregation.defaultAggregation() : own.getDefaultAggregation(type);
  }

  @Override
  public MemoryMode getMemoryMode() {
    return MemoryMode.IMMUTABLE_DATA; // lanes keep what they are given
  }
}
