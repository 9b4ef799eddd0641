package dev.obs.exporter.prometheus;

import dev.obs.exporter.prometheus.ScrapeLosses.Reason;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/// A writer of families: comment lines, then the samples of each point.
///
/// There are no `_created` samples, which Prometheus regards as separate series, one more for each
/// counter and histogram.
final class FamilyWriter {
  private static final byte[] NO_LABEL = {};

  private final PageBuffer page;
  private final Format format;
  private final LabelSets labelSets;
  private final ExemplarMemory memory;
  private final ScrapeLosses losses;
  private final HistogramWriter histograms;
  private final ExemplarWriter exemplars;
  private int series;
  private int invalid;

  FamilyWriter(
      PageBuffer page,
      Format format,
      Naming naming,
      LabelSets labelSets,
      ExemplarMemory memory,
      ScrapeLosses losses) {
    this.page = page;
    this.format = format;
    this.labelSets = labelSets;
    this.memory = memory;
    this.losses = losses;
    this.histograms = new HistogramWriter(page, naming);
    this.exemplars = new ExemplarWriter(page, naming);
  }

  /// Returns the number of written points.
  int series() {
    return series;
  }

  /// @param number see [LabelSet#showFor]
  void write(Family family, long number) {
    FamilyName name = family.name();
    List<byte[]> samples = name.samples(format).stream().map(PageBuffer::sampleName).toList();
    comments(name.commented(format), name.kind().type(), name.unit(), family.help());
    int duplicates = 0;
    invalid = 0;
    for (MetricData metric : family.metrics()) {
      LabelSets.Lookup lookup = labelSets.of(metric.getInstrumentationScopeInfo(), name.kind());
      ExemplarMemory.Lookup exemplarsOf =
          format.isOpenMetrics() ? memory.of(metric) : point -> List.of();
      for (PointData point : metric.getData().getPoints()) {
        int start = page.size();
        try {
          LabelSet labels = lookup.of(point.getAttributes());
          if (labels.showFor(number)) {
            series++;
            point(name.kind(), samples, labels, point, exemplarsOf.of(point));
          } else {
            duplicates++;
          }
        } catch (OutOfMemoryError noPage) {
          throw noPage; // a truncated page would look complete
        } catch (Throwable unreadable) { // a point of a foreign metric producer
          page.truncate(start);
          losses.dropped(Reason.UNREADABLE, name.base(), 1);
        }
      }
    }
    if (duplicates > 0) {
      losses.dropped(Reason.DUPLICATE_SERIES, name.base(), duplicates);
    }
    if (invalid > 0) {
      losses.dropped(Reason.INVALID_VALUE, name.base(), invalid);
    }
  }

  /// Writes the resource, unless it is empty.
  void target(byte[] labels) {
    if (labels.length > 0) {
      boolean text = !format.isOpenMetrics();
      comments(text ? "target_info" : "target", text ? "gauge" : "info", "", "Target metadata");
      page.put("target_info{").put(labels).put("} 1\n");
    }
  }

  void end() {
    if (format.isOpenMetrics()) {
      page.put("# EOF\n");
    }
  }

  private void comments(String name, String type, String unit, String help) {
    boolean openMetrics = format.isOpenMetrics();
    if (!help.isEmpty()) {
      page.put("# HELP ").metric(name).put(' ').escaped(help, openMetrics).put('\n');
    }
    page.put("# TYPE ").metric(name).put(' ').put(type).put('\n');
    if (openMetrics && !unit.isEmpty()) {
      page.put("# UNIT ").metric(name).put(' ').put(unit).put('\n');
    }
  }

  private void point(
      Kind kind, List<byte[]> samples, LabelSet labels, PointData point, List<Exemplar> shown) {
    switch (point) {
      case LongPointData number -> {
        if (isAllowed(kind, (double) number.getValue())) {
          sample(samples.getFirst(), labels).put(number.getValue());
          endOfNumber(shown);
        }
      }
      case DoublePointData number -> {
        if (isAllowed(kind, number.getValue())) {
          sample(samples.getFirst(), labels).put(number.getValue());
          endOfNumber(shown);
        }
      }
      case HistogramPointData histogram ->
          histogram(
              samples,
              labels,
              histogram.getBoundaries(),
              histogram.getCounts(),
              histogram.getSum(),
              histogram.getCount(),
              shown);
      case ExponentialHistogramPointData histogram -> {
        ExponentialBuckets buckets = ExponentialBuckets.of(histogram);
        histogram(
            samples,
            labels,
            buckets.bounds(),
            buckets.counts(),
            histogram.getSum(),
            histogram.getCount(),
            shown);
      }
      case SummaryPointData summary -> summary(samples, labels, summary);
      default -> throw new IllegalArgumentException(point.getClass().getName());
    }
  }

  private void histogram(
      List<byte[]> samples,
      LabelSet labels,
      List<Double> bounds,
      List<Long> counts,
      double sum,
      long count,
      List<Exemplar> shown) {
    histograms.buckets(samples.getFirst(), labels, bounds, counts, count, shown);
    // OpenMetrics forbids a sum that may decrease, and a count without a sum.
    boolean mayDecrease = !bounds.isEmpty() && bounds.getFirst() < 0;
    if (format.isOpenMetrics() && mayDecrease) {
      return;
    }
    if (isAllowed(Kind.HISTOGRAM, sum)) {
      sample(samples.get(1), labels).put(sum).put('\n');
      sample(samples.get(2), labels).put(count).put('\n');
    }
  }

  private void summary(List<byte[]> samples, LabelSet labels, SummaryPointData summary) {
    summary.getValues().stream()
        .sorted(Comparator.comparingDouble(ValueAtQuantile::getQuantile))
        .filter(this::isAllowed)
        .forEach(value -> quantile(samples.getFirst(), labels, value));
    if (isAllowed(Kind.SUMMARY, summary.getSum())) {
      sample(samples.get(1), labels).put(summary.getSum()).put('\n');
    }
    if (isAllowed(Kind.SUMMARY, (double) summary.getCount())) {
      sample(samples.get(2), labels).put(summary.getCount()).put('\n');
    }
  }

  private boolean isAllowed(ValueAtQuantile value) {
    if (value.getQuantile() >= 0 && value.getQuantile() <= 1) {
      return Double.isNaN(value.getValue()) || isAllowed(Kind.SUMMARY, value.getValue());
    }
    return isAllowed(Kind.SUMMARY, Double.NaN);
  }

  /// Returns whether a sample may have a value, and counts it if not. OpenMetrics forbids values of
  /// counters, sums and quantiles that are negative or not a number, for which its readers refuse
  /// the whole page.
  private boolean isAllowed(Kind kind, double value) {
    if (!format.isOpenMetrics() || kind == Kind.GAUGE || value >= 0) {
      return true;
    }
    invalid++;
    return false;
  }

  private PageBuffer sample(byte[] name, LabelSet labels) {
    return page.sample(name, labels.text(), NO_LABEL);
  }

  private void endOfNumber(List<Exemplar> shown) {
    if (!shown.isEmpty()) {
      exemplars.write(shown.getLast());
    }
    page.put('\n');
  }

  private void quantile(byte[] name, LabelSet labels, ValueAtQuantile value) {
    String own = "quantile=\"" + CanonicalNumber.text(value.getQuantile()) + "\"";
    page.sample(name, labels.text(), own.getBytes(StandardCharsets.US_ASCII))
        .put(value.getValue())
        .put('\n');
  }
}
