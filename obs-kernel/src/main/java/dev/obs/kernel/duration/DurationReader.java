package dev.obs.kernel.duration;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The accumulation of one metric reader: since its last collection for deltas, else since the
/// start. Guarded by the histogram.
final class DurationReader {
  private final AggregationTemporality temporality;
  private final boolean exponential;
  private final Map<DurationSeries, DurationInterval> accumulation = new LinkedHashMap<>();
  private long lastCollection;

  /// @param createdAt the start of the first delta, nanoseconds since 1970
  DurationReader(AggregationTemporality temporality, boolean exponential, long createdAt) {
    this.temporality = temporality;
    this.exponential = exponential;
    this.lastCollection = createdAt;
  }

  void add(DurationSeries series, DurationInterval interval) {
    accumulation
        .computeIfAbsent(series, unused -> new DurationInterval(exponential))
        .addAll(interval);
  }

  /// Returns the histogram, null if it has no points.
  ///
  /// @param now nanoseconds since 1970
  @Nullable MetricData collect(Resource resource, InstrumentationScopeInfo scope, long now) {
    MetricData data =
        accumulation.isEmpty()
            ? null
            : new DurationData(
                resource,
                scope,
                exponential ? MetricDataType.EXPONENTIAL_HISTOGRAM : MetricDataType.HISTOGRAM,
                exponential ? exponentialData(now) : explicitData(now));
    if (temporality == AggregationTemporality.DELTA) {
      accumulation.clear();
    }
    lastCollection = now;
    return data;
  }

  private Data<?> explicitData(long now) {
    List<HistogramPointData> points = new ArrayList<>(accumulation.size());
    accumulation.forEach(
        (series, all) -> points.add(all.explicitPoint(series, start(series), now)));
    return HistogramData.create(temporality, points);
  }

  private Data<?> exponentialData(long now) {
    List<ExponentialHistogramPointData> points = new ArrayList<>(accumulation.size());
    accumulation.forEach(
        (series, all) -> points.add(all.exponentialPoint(series, start(series), now)));
    return ExponentialHistogramData.create(temporality, points);
  }

  private long start(DurationSeries series) {
    return temporality == AggregationTemporality.DELTA ? lastCollection : series.startedAt();
  }
}
