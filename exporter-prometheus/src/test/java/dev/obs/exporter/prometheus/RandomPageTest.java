package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.exporter.prometheus.StrictParser.Parsed;
import dev.obs.exporter.prometheus.StrictParser.Sample;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Random metrics of every kind with hostile names, labels, values and exemplars. The strict parser
/// accepts each page, and reads each point as it was, unless the point is counted as lost.
class RandomPageTest {
  private static final int PAGES = 60;

  /// Losses that leave the other samples of a point.
  private int partlyLost;

  @Test
  void allThatGoesInComesOutOrIsCounted() {
    StrictParser.require();
    List<RandomMetrics> inputs = new ArrayList<>();
    List<String> pages = new ArrayList<>();
    List<Long> losses = new ArrayList<>();
    for (int seed = 0; seed < PAGES; seed++) {
      RandomMetrics metrics = new RandomMetrics(seed);
      List<MetricData> produced = metrics.next();
      MetricProducer producer = resource -> produced;
      try (Scraped scraped = new Scraped(builder -> builder.registerMetricProducer(producer))) {
        byte[] page = scraped.page.render("application/openmetrics-text").body();
        pages.add(new String(page, StandardCharsets.UTF_8));
        losses.add(scraped.loss("obs.scrape.dropped"));
      }
      inputs.add(metrics);
    }
    List<Map<String, Parsed>> read = StrictParser.read(pages);
    int found = 0;
    for (int i = 0; i < PAGES; i++) {
      found += compare(inputs.get(i), read.get(i), losses.get(i), "seed " + i);
    }
    assertTrue(found > 20 * PAGES, found + " points");
  }

  private int compare(RandomMetrics input, Map<String, Parsed> page, long lost, String seed) {
    partlyLost = 0;
    Map<String, List<Sample>> samples = new HashMap<>();
    Map<String, Parsed> families = new HashMap<>();
    for (Parsed family : page.values()) {
      for (Sample sample : family.samples()) {
        String id = sample.labels().get(RandomMetrics.ID);
        if (id != null) {
          samples.computeIfAbsent(id, added -> new ArrayList<>()).add(sample);
          families.put(id, family);
        }
      }
    }
    int missing = 0;
    for (RandomMetrics.Input point : input.points()) {
      List<Sample> own = samples.get(point.id());
      if (own == null) {
        missing++;
      } else {
        Parsed family = families.get(point.id());
        assertEquals(point.kind().type(), family.type(), seed);
        assertTrue(input.descriptions().contains(family.help()), () -> seed + ": " + family);
        assertTrue(family.unit().isEmpty() || family.name().endsWith("_" + family.unit()));
        compare(point, family.name(), own, seed + ", point " + point);
      }
    }
    assertEquals(missing + partlyLost, lost, () -> "losses of " + seed);
    return input.points().size() - missing;
  }

  private void compare(RandomMetrics.Input input, String name, List<Sample> samples, String about) {
    for (Sample sample : samples) {
      Map<String, String> labels = new HashMap<>(sample.labels());
      if (!input.kind().ownLabel().isEmpty()) {
        labels.remove(input.kind().ownLabel());
      }
      assertEquals(input.labels(), labels, about);
    }
    Map<String, Sample> byName = new HashMap<>();
    samples.forEach(sample -> byName.put(sample.name() + own(input.kind(), sample), sample));
    assertEquals(samples.size(), byName.size(), about);
    switch (input.point()) {
      case LongPointData point -> number(input, name, point.getValue(), byName, about);
      case DoublePointData point -> number(input, name, point.getValue(), byName, about);
      case HistogramPointData point ->
          histogram(
              name, point.getBoundaries(), point.getCounts(), point, sums(point), byName, about);
      case ExponentialHistogramPointData point -> {
        ExponentialBuckets buckets = ExponentialBuckets.of(point);
        histogram(name, buckets.bounds(), buckets.counts(), point, sums(point), byName, about);
      }
      case SummaryPointData point -> summary(name, point, byName, about);
      default -> throw new AssertionError(about);
    }
  }

  private static String own(Kind kind, Sample sample) {
    return kind.ownLabel().isEmpty()
        ? ""
        : Objects.requireNonNullElse(sample.labels().get(kind.ownLabel()), "");
  }

  private static void number(
      RandomMetrics.Input input,
      String name,
      double value,
      Map<String, Sample> samples,
      String about) {
    boolean counter = input.kind() == Kind.COUNTER;
    Sample sample = samples.get(counter ? name + "_total" : name);
    assertEquals(value + 0.0, sample.value(), about);
    assertEquals(1, samples.size(), about);
    exemplar(
        sample, input.point(), Double.NaN, counter ? Double.POSITIVE_INFINITY : Double.NaN, about);
  }

  private record Sums(double sum, long count) {}

  private static Sums sums(HistogramPointData point) {
    return new Sums(point.getSum(), point.getCount());
  }

  private static Sums sums(ExponentialHistogramPointData point) {
    return new Sums(point.getSum(), point.getCount());
  }

  private void histogram(
      String name,
      List<Double> bounds,
      List<Long> counts,
      PointData point,
      Sums sums,
      Map<String, Sample> samples,
      String about) {
    long cumulative = 0;
    double low = Double.NaN;
    for (int i = 0; i < bounds.size(); i++) {
      cumulative += counts.get(i);
      Sample bucket = samples.get(name + "_bucket" + CanonicalNumber.text(bounds.get(i)));
      assertEquals(cumulative, bucket.value(), about);
      exemplar(bucket, point, low, bounds.get(i), about);
      low = bounds.get(i);
    }
    Sample infinite = samples.get(name + "_bucket+Inf");
    assertEquals(sums.count, infinite.value(), about);
    exemplar(infinite, point, low, Double.POSITIVE_INFINITY, about);
    boolean negative = !bounds.isEmpty() && bounds.getFirst() < 0;
    if (negative || !(sums.sum >= 0)) {
      partlyLost += negative ? 0 : 1;
      assertEquals(bounds.size() + 1, samples.size(), about);
    } else {
      assertEquals(sums.sum + 0.0, samples.get(name + "_sum").value(), about);
      assertEquals(sums.count, samples.get(name + "_count").value(), about);
      assertEquals(bounds.size() + 3, samples.size(), about);
    }
  }

  private void summary(
      String name, SummaryPointData point, Map<String, Sample> samples, String about) {
    int expected = 1;
    for (ValueAtQuantile value : point.getValues()) {
      if (value.getQuantile() >= 0 && value.getQuantile() <= 1 && !(value.getValue() < 0)) {
        Sample sample = samples.get(name + CanonicalNumber.text(value.getQuantile()));
        assertEquals(value.getValue() + 0.0, sample.value(), about);
        expected++;
      } else {
        partlyLost++;
      }
    }
    assertEquals(point.getCount(), samples.get(name + "_count").value(), about);
    if (point.getSum() >= 0) {
      assertEquals(point.getSum() + 0.0, samples.get(name + "_sum").value(), about);
      expected++;
    } else {
      partlyLost++;
    }
    assertEquals(expected, samples.size(), about);
  }

  /// Expects the latest exemplar above `low`, unless that is `NaN`, and up to `high`.
  private static void exemplar(
      Sample sample, PointData point, double low, double high, String about) {
    DoubleExemplarData latest = null;
    for (ExemplarData each : point.getExemplars()) {
      DoubleExemplarData exemplar = (DoubleExemplarData) each;
      boolean within = !(exemplar.getValue() <= low) && exemplar.getValue() <= high;
      if (within && (latest == null || each.getEpochNanos() > latest.getEpochNanos())) {
        latest = exemplar;
      }
    }
    StrictParser.Exemplar shown = sample.exemplar();
    if (latest == null) {
      assertNull(shown, about);
      return;
    }
    assertNotNull(shown, about);
    assertEquals(latest.getValue() + 0.0, shown.value(), about);
    assertEquals(latest.getEpochNanos() / 1e9, shown.timestamp(), 0.001, about);
    if (latest.getSpanContext().isValid()) {
      assertEquals(latest.getSpanContext().getTraceId(), shown.labels().get("trace_id"), about);
      assertEquals(latest.getSpanContext().getSpanId(), shown.labels().get("span_id"), about);
    }
    String note = latest.getFilteredAttributes().get(RandomMetrics.NOTE);
    if (note != null && note.length() < 30 && note.indexOf('}') < 0) {
      assertEquals(HostileValues.valid(note), shown.labels().get("note_x"), about);
    }
  }
}
