package dev.obs.kernel.pipeline;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The place of a metric sink's reader in OpenTelemetry's meter provider. The provider needs all
/// its readers when it is built; sinks are opened later, because they may need a meter.
/// Thread-safe.
final class MetricReaderSlot implements MetricReader {
  private final String sink;
  private final Resource resource;
  private final DefaultAggregationSelector aggregation;
  private volatile @Nullable CollectionRegistration registration;
  private volatile @Nullable MetricReader reader;
  private volatile MetricProducer more = unused -> List.of();

  /// @param sink the type of the sink
  /// @param resource of the metrics of other sources
  /// @param aggregation of the instruments, which the provider asks for before there is a reader
  MetricReaderSlot(String sink, Resource resource, DefaultAggregationSelector aggregation) {
    this.sink = sink;
    this.resource = resource;
    this.aggregation = aggregation;
  }

  /// The type of the sink.
  String sink() {
    return sink;
  }

  /// Puts the sink's own reader in.
  void fill(MetricReader own) {
    reader = own;
    CollectionRegistration known = registration;
    if (known != null) {
      own.register(joined(known));
    }
  }

  /// Adds metrics of another source to each collection from now on.
  void add(MetricProducer source) {
    more = source;
  }

  private CollectionRegistration joined(CollectionRegistration sdk) {
    return new CollectionRegistration() {
      @Override
      public Collection<MetricData> collectAllMetrics() {
        List<MetricData> all = new ArrayList<>(sdk.collectAllMetrics());
        all.addAll(more.produce(resource));
        return all;
      }
    };
  }

  /// Whether a meter provider has it.
  boolean registered() {
    return registration != null;
  }

  @Override
  public void register(CollectionRegistration collection) {
    registration = collection;
    MetricReader own = reader;
    if (own != null) { // the application registers it after the start
      own.register(joined(collection));
    }
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
    return aggregation.getDefaultAggregation(type);
  }

  @Override
  public MemoryMode getMemoryMode() {
    return MemoryMode.IMMUTABLE_DATA; // lanes keep what they are given
  }
}
