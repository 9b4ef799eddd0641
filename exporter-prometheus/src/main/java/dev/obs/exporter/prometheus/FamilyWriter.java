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
import java.util.List;

/// A writer of families: comment lines, then the samples of each point.
///
/// There are no `_created` samples, which Prometheus regards as separate series, one more for each
/// counter and histogram.
final class FamilyWriter {
  private final PageBuffer page;
  private final Format format;
  private final LabelSets labelSets;
  private final ScrapeLosses losses;
  private final HistogramWriter histograms;
  private final ExemplarWriter exemplars;
  private int series;

  FamilyWriter(PageBuffer page, Format format, LabelSets labelSets, ScrapeLosses losses) {
    this.page = page;
    this.format = format;
    this.labelSets = labelSets;
    this.losses = losses;
    this.histograms = new HistogramWriter(page, format);
    this.exemplars = new ExemplarWriter(page);
  }

  /// Returns the number of written points.
  int series() {
    return series;
  }

  /// @param number see [LabelSet#showFor]
  void write(Family family, long number) {
    FamilyName name = family.name();
    comments(name.commented(format), name.kind().type(), name.unit(), family.help());
    int duplicates = 0;
    for (MetricData metric : family.metrics()) {
      LabelSets.Lookup lookup = labelSets.of(metric.getInstrumentationScopeInfo(), name.kind());
      for (PointData point : metric.getData().getPoints()) {
        LabelSet labels = lookup.of(point.getAttributes());
        if (labels.showFor(number)) {
          series++;
          point(name, labels, point);
        } else {
          duplicates++;
        }
      }
    }
    if (duplicates > 0) {
      losses.dropped(Reason.DUPLICATE_SERIES, name.base(), duplicates);
    }
  }

  /// Writes the resource, unless it is empty.
  void target(byte[] labels) {
    if (labels.length > 0) {
      boolean text = format == Format.TEXT;
      comments(text ? "target_info" : "target", text ? "gauge" : "info", "", "Target metadata");
      page.put("target_info{").put(labels).put("} 1\n");
    }
  }

  void end() {
    if (format == Format.OPENMETRICS) {
      page.put("# EOF\n");
    }
  }

  private void comments(String name, String type, String unit, String help) {
    boolean openMetrics = format == Format.OPENMETRICS;
    if (!help.isEmpty()) {
      page.put("# HELP ").put(name).put(' ').escaped(help, openMetrics).put('\n');
    }
    page.put("# TYPE ").put(name).put(' ').put(type).put('\n');
    if (openMetrics && !unit.isEmpty()) {
      page.put("# UNIT ").put(name).put(' ').put(unit).put('\n');
    }
  }

  private void point(FamilyName name, LabelSet labels, PointData point) {
    List<byte[]> samples = name.samples();
    switch (point) {
      case LongPointData number -> {
        sample(samples.getFirst(), labels).put(number.getValue());
        endOfNumber(name, point);
      }
      case DoublePointData number -> {
        sample(samples.getFirst(), labels).put(number.getValue());
        endOfNumber(name, point);
      }
      case HistogramPointData histogram -> {
        histograms.buckets(
            samples.getFirst(),
            labels,
            histogram.getBoundaries(),
            histogram.getCounts(),
            histogram.getCount(),
            histogram.getExemplars());
        sumAndCount(samples, labels, histogram.getSum(), histogram.getCount());
      }
      case ExponentialHistogramPointData histogram -> {
        ExponentialBuckets buckets = ExponentialBuckets.of(histogram);
        histograms.buckets(
            samples.getFirst(),
            labels,
            buckets.bounds(),
            buckets.counts(),
            histogram.getCount(),
            histogram.getExemplars());
        sumAndCount(samples, labels, histogram.getSum(), histogram.getCount());
      }
      case SummaryPointData summary -> {
        summary.getValues().forEach(value -> quantile(samples.getFirst(), labels, value));
        sumAndCount(samples, labels, summary.getSum(), summary.getCount());
      }
      default -> throw new IllegalArgumentException(point.getClass().getName());
    }
  }

  private PageBuffer sample(byte[] name, LabelSet labels) {
    page.put(name);
    return labels.isEmpty() ? page.put(' ') : page.put('{').put(labels.text()).put("} ");
  }

  private void endOfNumber(FamilyName name, PointData point) {
    if (format == Format.OPENMETRICS
        && name.kind() == Kind.COUNTER
        && !point.getExemplars().isEmpty()) {
      exemplars.latest(point.getExemplars());
    }
    page.put('\n');
  }

  private void quantile(byte[] name, LabelSet labels, ValueAtQuantile value) {
    page.put(name).put('{');
    if (!labels.isEmpty()) {
      page.put(labels.text()).put(',');
    }
    page.put("quantile=\"").put(value.getQuantile()).put("\"} ").put(value.getValue()).put('\n');
  }

  private void sumAndCount(List<byte[]> samples, LabelSet labels, double sum, long count) {
    sample(samples.get(1), labels).put(sum).put('\n');
    sample(samples.get(2), labels).put(count).put('\n');
  }
}
