package dev.obs.exporter.prometheus;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The latest exemplar of each counter and of each bucket of a histogram.
///
/// The SDK returns an exemplar with one collection only, whichever client collects and in whichever
/// format. A page shows an exemplar until a newer one replaces it, so that a scrape takes nothing
/// from the next one. An exemplar from before the start of its point, which was reset since, is not
/// shown.
///
/// Not thread-safe.
final class ExemplarMemory {
  private record Metric(
      InstrumentationScopeInfo scope,
      String name,
      String unit,
      MetricDataType type,
      @Nullable Kind kind) {}

  /// @param start the start of the point when the exemplars were added
  /// @param exemplars the latest exemplar of each bucket, in the order of their values
  private record Series(long start, List<Exemplar> exemplars) {
    private static final Series NONE = new Series(Long.MIN_VALUE, List.of());

    /// Returns the exemplars that belong to a point, which may have been reset since. The SDK's
    /// clock for exemplars is less precise than that for the start of points.
    List<Exemplar> of(PointData point) {
      long now = point.getStartEpochNanos();
      return now == start || exemplars.isEmpty()
          ? exemplars
          : exemplars.stream().filter(each -> each.epochNanos() >= now).toList();
    }

    int size() {
      return exemplars.size();
    }
  }

  private final int limit;
  private Map<Metric, Map<Attributes, Series>> metrics = new HashMap<>();
  private int size;

  /// @param limit the maximum number of exemplars; series beyond it show none
  ExemplarMemory(int limit) {
    this.limit = limit;
  }

  /// Adds the exemplars of a collection.
  void add(Collection<MetricData> collected) {
    if (size >= limit) {
      retain(collected);
    }
    for (MetricData metric : collected) {
      try {
        add(metric);
      } catch (OutOfMemoryError noPage) {
        throw noPage;
      } catch (Throwable unreadable) {
        // a foreign metric producer, whose point the page counts as unreadable
      }
    }
  }

  /// Returns the exemplars of a metric's points.
  Lookup of(MetricData metric) {
    Map<Attributes, Series> series = metrics.get(key(metric));
    return point ->
        series == null
            ? List.of()
            : series.getOrDefault(point.getAttributes(), Series.NONE).of(point);
  }

  private void add(MetricData metric) {
    Kind kind = Kind.of(metric);
    if (kind != Kind.COUNTER && kind != Kind.HISTOGRAM) {
      return; // OpenMetrics has no exemplars of others
    }
    for (PointData point : metric.getData().getPoints()) {
      if (!point.getExemplars().isEmpty()) {
        Map<Attributes, Series> series =
            metrics.computeIfAbsent(key(metric), added -> new HashMap<>());
        Series known = series.getOrDefault(point.getAttributes(), Series.NONE);
        if (known.size() > 0 || size < limit) {
          Series latest = new Series(point.getStartEpochNanos(), latest(point, known.of(point)));
          series.put(point.getAttributes(), latest);
          size += latest.size() - known.size();
        }
      }
    }
  }

  /// Forgets the series that are not among the metrics of a collection.
  private void retain(Collection<MetricData> collected) {
    Map<Metric, Map<Attributes, Series>> all = metrics;
    metrics = new HashMap<>();
    size = 0;
    for (MetricData metric : collected) {
      Map<Attributes, Series> series = all.get(key(metric));
      if (series != null) {
        Map<Attributes, Series> kept = new HashMap<>();
        for (PointData point : metric.getData().getPoints()) {
          Series present = series.get(point.getAttributes());
          if (present != null && kept.put(point.getAttributes(), present) == null) {
            size += present.size();
          }
        }
        metrics.put(key(metric), kept);
      }
    }
  }

  /// Returns the latest exemplar of each bucket in the order of their values.
  private static List<Exemplar> latest(PointData point, List<Exemplar> known) {
    List<Exemplar> all = new ArrayList<>(known);
    for (ExemplarData fresh : point.getExemplars()) {
      Exemplar exemplar = Exemplar.of(fresh);
      if (!Double.isNaN(exemplar.value())) {
        all.add(exemplar);
      }
    }
    all.sort(Comparator.comparingDouble(Exemplar::value));
    List<Exemplar> latest = new ArrayList<>();
    int next = 0;
    for (double bound : bounds(point)) {
      next = latestUpTo(bound, all, next, latest);
    }
    latestUpTo(Double.POSITIVE_INFINITY, all, next, latest);
    return List.copyOf(latest);
  }

  private static int latestUpTo(
      double bound, List<Exemplar> all, int first, List<Exemplar> latest) {
    int next = first;
    Exemplar last = null;
    for (; next < all.size() && all.get(next).value() <= bound; next++) {
      last = later(last, all.get(next));
    }
    if (last != null) {
      latest.add(last);
    }
    return next;
  }

  /// Returns the later of two exemplars.
  static Exemplar later(@Nullable Exemplar one, Exemplar other) {
    return one == null || other.epochNanos() >= one.epochNanos() ? other : one;
  }

  private static List<Double> bounds(PointData point) {
    return switch (point) {
      case HistogramPointData histogram -> histogram.getBoundaries();
      case ExponentialHistogramPointData histogram -> ExponentialBuckets.of(histogram).bounds();
      default -> List.of();
    };
  }

  private static Metric key(MetricData metric) {
    return new Metric(
        metric.getInstrumentationScopeInfo(),
        metric.getName(),
        metric.getUnit(),
        metric.getType(),
        Kind.of(metric));
  }

  /// The lookup of the exemplars of a point, in the order of their values.
  @FunctionalInterface
  interface Lookup {
    List<Exemplar> of(PointData point);
  }
}
