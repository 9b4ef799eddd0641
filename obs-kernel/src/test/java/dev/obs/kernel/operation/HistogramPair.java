package dev.obs.kernel.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.duration.Boundaries;
import dev.obs.kernel.duration.DurationHistogram;
import dev.obs.kernel.duration.ExemplarPolicy;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.ExemplarFilter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The SDK's histogram, which is the oracle, beside the kernel's: both get the same durations.
final class HistogramPair {
  private static final Resource RESOURCE = Resource.empty();

  private final DurationHistogram own;
  private final DoubleHistogram sdk;
  private final Map<String, OperationStats> stats = new HashMap<>();

  /// The value of each exemplar that is possible, by trace id.
  private final Map<String, Double> possible = new HashMap<>();

  HistogramPair(List<FakeReader> readers, ExemplarPolicy policy) {
    SdkMeterProviderBuilder builder =
        SdkMeterProvider.builder()
            .setResource(RESOURCE)
            .setExemplarFilter(
                switch (policy) {
                  case TRACE_BASED -> ExemplarFilter.traceBased();
                  case ALWAYS_ON -> ExemplarFilter.alwaysOn();
                  case ALWAYS_OFF -> ExemplarFilter.alwaysOff();
                });
    readers.forEach(builder::registerMetricReader);
    sdk =
        builder
            .build()
            .get(OperationMonitor.SCOPE)
            .histogramBuilder("operation.duration")
            .setDescription("Duration of monitored operations.")
            .setUnit("s")
            .setExplicitBucketBoundariesAdvice(Boundaries.SECONDS)
            .build();
    own =
        DurationHistogram.of(
                List.copyOf(readers), OperationMonitor.SCOPE, policy, InstantSource.system())
            .orElseThrow();
    own.collectFrom(to -> stats.values().forEach(each -> each.drain(to)));
  }

  void record(String operation, long nanos, @Nullable String error, Span span) {
    OperationStats figures =
        stats.computeIfAbsent(operation, name -> new OperationStats(name, own));
    Runs.record(figures, nanos, error, own.isExemplar(span) ? span : null);
    Attributes attributes = OperationMetrics.attributes(figures.attributes(), error);
    sdk.record(nanos / 1e9, attributes, Context.root().with(span));
    possible.put(span.getSpanContext().getTraceId(), nanos / 1e9);
  }

  /// Compares what a reader gets from both.
  ///
  /// @return the points
  Collection<? extends PointData> compare(FakeReader reader) {
    List<MetricData> expected = List.copyOf(reader.collect());
    List<MetricData> actual = List.copyOf(own.producer(reader).produce(RESOURCE));
    assertEquals(expected.size(), actual.size());
    if (actual.isEmpty()) {
      return List.of();
    }
    MetricData one = expected.getFirst();
    MetricData other = actual.getFirst();
    assertEquals(one.getName(), other.getName());
    assertEquals(one.getDescription(), other.getDescription());
    assertEquals(one.getUnit(), other.getUnit());
    assertEquals(one.getType(), other.getType());
    assertEquals(one.getResource(), other.getResource());
    assertEquals(one.getInstrumentationScopeInfo(), other.getInstrumentationScopeInfo());
    assertEquals(
        one.getHistogramData().getAggregationTemporality(),
        other.getHistogramData().getAggregationTemporality());
    assertEquals(
        one.getExponentialHistogramData().getAggregationTemporality(),
        other.getExponentialHistogramData().getAggregationTemporality());
    Map<String, PointData> points = byAttributes(one);
    Map<String, PointData> own = byAttributes(other);
    assertEquals(points.keySet(), own.keySet());
    points.forEach((key, point) -> compare(point, own.get(key)));
    return own.values();
  }

  private static Map<String, PointData> byAttributes(MetricData metric) {
    Map<String, PointData> points = new TreeMap<>();
    metric.getData().getPoints().forEach(point -> points.put("" + point.getAttributes(), point));
    return points;
  }

  private void compare(PointData expected, PointData actual) {
    assertEquals(expected.getAttributes(), actual.getAttributes());
    assertTrue(actual.getStartEpochNanos() <= actual.getEpochNanos());
    assertEquals(expected.getStartEpochNanos() / 1e9, actual.getStartEpochNanos() / 1e9, 30);
    assertEquals(expected.getEpochNanos() / 1e9, actual.getEpochNanos() / 1e9, 30);
    switch (expected) {
      case HistogramPointData one -> compare(one, (HistogramPointData) actual);
      case ExponentialHistogramPointData one ->
          compare(one, (ExponentialHistogramPointData) actual);
      default -> throw new AssertionError(expected);
    }
  }

  private static void compare(HistogramPointData expected, HistogramPointData actual) {
    assertEquals(expected.getBoundaries(), actual.getBoundaries());
    assertEquals(expected.getCounts(), actual.getCounts());
    assertEquals(expected.getCount(), actual.getCount());
    assertEquals(expected.getSum(), actual.getSum(), 1e-9 * expected.getSum());
    assertEquals(expected.hasMin(), actual.hasMin());
    assertEquals(expected.getMin(), actual.getMin());
    assertEquals(expected.hasMax(), actual.hasMax());
    assertEquals(expected.getMax(), actual.getMax());
    assertEquals(
        expected.getExemplars().stream().map(HistogramPair::text).sorted().toList(),
        actual.getExemplars().stream().map(HistogramPair::text).sorted().toList());
  }

  /// The SDK keeps a random choice of exemplars in an exponential histogram, so each one must be
  /// possible, and there must be some if the SDK has some.
  private void compare(
      ExponentialHistogramPointData expected, ExponentialHistogramPointData actual) {
    assertEquals(expected.getScale(), actual.getScale());
    assertEquals(expected.getZeroCount(), actual.getZeroCount());
    assertEquals(expected.getCount(), actual.getCount());
    assertEquals(expected.getSum(), actual.getSum(), 1e-9 * expected.getSum());
    assertEquals(expected.getMin(), actual.getMin());
    assertEquals(expected.getMax(), actual.getMax());
    assertEquals(
        expected.getPositiveBuckets().getOffset(), actual.getPositiveBuckets().getOffset());
    assertEquals(expected.getPositiveBuckets().getScale(), actual.getPositiveBuckets().getScale());
    assertEquals(
        expected.getPositiveBuckets().getBucketCounts(),
        actual.getPositiveBuckets().getBucketCounts());
    assertEquals(0, actual.getNegativeBuckets().getTotalCount());
    assertEquals(expected.getExemplars().isEmpty(), actual.getExemplars().isEmpty());
    for (DoubleExemplarData exemplar : actual.getExemplars()) {
      assertEquals(possible.get(exemplar.getSpanContext().getTraceId()), exemplar.getValue());
    }
  }

  private static String text(DoubleExemplarData exemplar) {
    return exemplar.getSpanContext().getTraceId()
        + " "
        + exemplar.getSpanContext().getSpanId()
        + " "
        + exemplar.getSpanContext().getTraceFlags()
        + " "
        + exemplar.getValue()
        + " "
        + exemplar.getFilteredAttributes();
  }
}
