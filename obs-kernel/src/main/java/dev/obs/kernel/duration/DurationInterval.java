package dev.obs.kernel.duration;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The durations of one series in an interval. Not thread-safe.
final class DurationInterval {
  private final long[] counts = new long[Boundaries.BUCKETS];
  private final @Nullable ExponentialCounts exponential;
  private @Nullable Exemplars exemplars;
  private long total;
  private long min = Long.MAX_VALUE;
  private long max;

  /// @param exponential whether a reader wants an exponential histogram
  DurationInterval(boolean exponential) {
    this.exponential = exponential ? new ExponentialCounts() : null;
  }

  void add(long nanos, long endedAt, @Nullable Span exemplar, @Nullable Attributes lacking) {
    int bucket = Boundaries.bucket(nanos);
    if (exemplar != null) {
      if (exemplars == null) {
        exemplars = new Exemplars();
      }
      exemplars.put(bucket, nanos, endedAt, exemplar, lacking);
    }
    if (exponential != null) {
      exponential.add(nanos);
    }
    counts[bucket]++;
    total += nanos;
    min = Math.min(min, nanos);
    max = Math.max(max, nanos);
  }

  void addAll(DurationInterval other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    if (exponential != null && other.exponential != null) {
      exponential.addAll(other.exponential);
    }
    if (other.exemplars != null) {
      if (exemplars == null) {
        exemplars = new Exemplars();
      }
      exemplars.addAll(other.exemplars);
    }
  }

  /// Returns the exemplars, which no later collection has.
  private List<DoubleExemplarData> takeExemplars() {
    Exemplars taken = exemplars;
    exemplars = null;
    return taken == null ? List.of() : taken.data();
  }

  HistogramPointData explicitPoint(DurationSeries series, long from, long to) {
    return new ExplicitPoint(
        from,
        to,
        series.attributes(),
        Arrays.stream(counts).sum(),
        Boundaries.seconds(total),
        Boundaries.seconds(min),
        Boundaries.seconds(max),
        Arrays.stream(counts).boxed().toList(),
        takeExemplars());
  }

  ExponentialHistogramPointData exponentialPoint(DurationSeries series, long from, long to) {
    ExponentialCounts all = exponential == null ? new ExponentialCounts() : exponential;
    return ExponentialHistogramPointData.create(
        all.scale(),
        Boundaries.seconds(total),
        all.zeros(),
        true,
        Boundaries.seconds(min),
        true,
        Boundaries.seconds(max),
        all.buckets(),
        ExponentialHistogramBuckets.create(all.scale(), 0, List.of()), // of negative values
        from,
        to,
        series.attributes(),
        takeExemplars());
  }
}
