package dev.obs.kernel.duration;

import dev.obs.kernel.trace.LocalIds;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The histogram of the durations of operations. Thread-safe.
@SuppressWarnings("ReferenceEquality") // the SDK has one object for each default aggregation
public final class DurationHistogram {
  public static final String NAME = "operation.duration";
  public static final String DESCRIPTION = "Duration of monitored operations.";
  public static final String UNIT = "s";

  /// The SDK's limit of series, without the one of the overflow.
  static final int LIMIT = 1_999;

  private static final AttributeKey<Boolean> OVERFLOW =
      AttributeKey.booleanKey("otel.metric.overflow");

  private final InstrumentationScopeInfo scope;
  private final ExemplarPolicy exemplars;
  private final InstantSource clock;
  private final boolean exponential;
  private final IdentityHashMap<MetricReader, DurationReader> readers = new IdentityHashMap<>();
  private final AtomicInteger series = new AtomicInteger();
  private final AtomicReference<@Nullable DurationSeries> overflow = new AtomicReference<>();
  private @Nullable DurationSource source;

  /// Holds intervals until a collection takes them.
  public interface DurationSource {
    /// Hands over all intervals since the last time.
    void drain(Consumer<DurationIntervals> to);
  }

  private DurationHistogram(
      Collection<MetricReader> all, String scope, ExemplarPolicy exemplars, InstantSource clock) {
    this.scope = InstrumentationScopeInfo.create(scope);
    this.exemplars = exemplars;
    this.clock = clock;
    this.exponential = all.stream().anyMatch(DurationHistogram::isExponential);
    for (MetricReader reader : all) {
      if (aggregation(reader) != Aggregation.drop()) {
        readers.put(
            reader,
            new DurationReader(
                reader.getAggregationTemporality(InstrumentType.HISTOGRAM),
                isExponential(reader),
                now()));
      }
    }
  }

  /// The histogram for these readers; empty if one of them has an aggregation of its own, such as
  /// other boundaries, which the SDK alone can apply.
  ///
  /// @param scope the name of the instrumentation scope
  public static Optional<DurationHistogram> of(
      Collection<MetricReader> readers,
      String scope,
      ExemplarPolicy exemplars,
      InstantSource clock) {
    return readers.stream().allMatch(DurationHistogram::isDefault)
        ? Optional.of(new DurationHistogram(readers, scope, exemplars, clock))
        : Optional.empty();
  }

  private static Aggregation aggregation(MetricReader reader) {
    return reader.getDefaultAggregation(InstrumentType.HISTOGRAM);
  }

  private static boolean isDefault(MetricReader reader) {
    Aggregation aggregation = aggregation(reader);
    return aggregation == Aggregation.defaultAggregation()
        || aggregation == Aggregation.drop()
        || isExponential(reader);
  }

  private static boolean isExponential(MetricReader reader) {
    return aggregation(reader) == Aggregation.base2ExponentialBucketHistogram();
  }

  /// Takes the intervals of a source with each collection from now on.
  public synchronized void collectFrom(DurationSource from) {
    source = from;
  }

  /// Returns the producer of a reader's points.
  public MetricProducer producer(MetricReader reader) {
    return resource -> {
      MetricData data = collect(reader, resource);
      return data == null ? List.of() : List.of(data);
    };
  }

  private synchronized @Nullable MetricData collect(MetricReader reader, Resource resource) {
    DurationReader collecting = readers.get(reader);
    if (collecting == null || source == null) {
      return null;
    }
    source.drain(intervals ->
        intervals.forEach(
            (one, interval) -> readers.values().forEach(each -> each.add(one, interval))));
    return collecting.collect(resource, scope, now());
  }

  /// Returns a new series for these attributes; the one of the overflow if there are too many.
  public DurationSeries series(Attributes attributes) {
    if (series.getAndUpdate(known -> Math.min(known + 1, LIMIT)) >= LIMIT) {
      return overflow();
    }
    return new DurationSeries(attributes, now(), false);
  }

  private DurationSeries overflow() {
    DurationSeries known = overflow.get();
    if (known != null) {
      return known;
    }
    DurationSeries made = new DurationSeries(Attributes.of(OVERFLOW, true), now(), true);
    known = overflow.compareAndExchange(null, made);
    return known == null ? made : known;
  }

  /// Returns the intervals of a cell whose first duration is one of this series.
  public DurationIntervals intervals(DurationSeries first) {
    return new DurationIntervals(first, exponential);
  }

  /// Whether the duration of a span may become an exemplar.
  public boolean isExemplar(Span span) {
    return switch (exemplars) {
      case TRACE_BASED ->
          span instanceof LocalIds local ? local.sampled() : span.getSpanContext().isSampled();
      case ALWAYS_ON -> true;
      case ALWAYS_OFF -> false;
    };
  }

  private long now() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
