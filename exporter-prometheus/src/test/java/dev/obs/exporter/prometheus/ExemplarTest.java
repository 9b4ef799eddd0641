package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.exporter.prometheus.StrictParser.Sample;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Exemplars, which a scrape must not take from the next one.
class ExemplarTest {
  private static final List<Double> BOUNDS = List.of(1.0, 10.0);

  @Test
  void everyScrapeShowsThem() {
    try (Scraped scraped = new Scraped();
        Scope _ = Scraped.span()) {
      scraped.meter().histogramBuilder("steps").build().record(7);
      scraped.meter().counterBuilder("orders").build().add(2);
      String first = scraped.openMetrics();
      assertEquals(2, exemplars(first).size());
      assertEquals(first, scraped.openMetrics());
      scraped.text();
      assertEquals(first, scraped.openMetrics(), "after a page in text format");
    }
  }

  @Test
  void aScrapeInTextFormatTakesNone() {
    try (Scraped scraped = new Scraped();
        Scope _ = Scraped.span()) {
      scraped.meter().counterBuilder("orders").build().add(2);
      scraped.text();
      assertEquals(1, exemplars(scraped.openMetrics()).size());
    }
  }

  @Test
  void aNewerOneReplacesThatOfItsBucketOnly() {
    try (Scraped scraped = new Scraped();
        Scope _ = Scraped.span()) {
      DoubleHistogram sizes = histogram(scraped);
      LongCounter orders = scraped.meter().counterBuilder("orders").build();
      sizes.record(0.5);
      sizes.record(20);
      orders.add(1);
      assertEquals(List.of("1", "0.5", "20.0"), exemplars(scraped.openMetrics()));
      sizes.record(0.25);
      sizes.record(5);
      orders.add(3);
      assertEquals(List.of("3", "0.25", "5.0", "20.0"), exemplars(scraped.openMetrics()));
    }
  }

  @Test
  void eachSeriesHasItsOwn() {
    try (Scraped scraped = new Scraped();
        Scope _ = Scraped.span()) {
      LongCounter orders = scraped.meter().counterBuilder("orders").build();
      for (long i = 1; i <= 3; i++) {
        orders.add(i, Attributes.builder().put("shop", i).build());
        scraped.text();
      }
      assertEquals(
          List.of("1", "2", "3"), exemplars(scraped.openMetrics()).stream().sorted().toList());
    }
  }

  @Test
  void thoseOfExponentialHistogramsStayWhenTheRangeGrows() {
    try (Scraped scraped =
            new Scraped(builder ->
                builder.registerView(
                    InstrumentSelector.builder().setName("size").build(),
                    View.builder()
                        .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                        .build()));
        Scope _ = Scraped.span()) {
      DoubleHistogram sizes = scraped.meter().histogramBuilder("size").build();
      sizes.record(1.2);
      assertEquals(List.of("1.2"), exemplars(scraped.openMetrics()));
      for (int power = -60; power <= 60; power += 20) {
        sizes.record(Math.scalb(1.0, power));
      }
      scraped.text();
      String page = scraped.openMetrics();
      assertTrue(exemplars(page).contains("1.2"), page);
      StrictParser.check(scraped.render("application/openmetrics-text"));
    }
  }

  @Test
  void thoseFromBeforeTheStartOfAPointAreGone() {
    List<MetricData> collected = new ArrayList<>();
    MetricProducer producer = resource -> List.copyOf(collected);
    try (Scraped scraped = new Scraped(builder -> builder.registerMetricProducer(producer))) {
      collected.add(metric("reset", 100, exemplar(0.5, 200), exemplar(5, 300)));
      assertEquals(2, exemplars(scraped.openMetrics()).size());
      collected.set(0, metric("reset", 250));
      assertEquals(List.of("5.0"), exemplars(scraped.openMetrics()));
      collected.set(0, metric("reset", 400, exemplar(20, 500)));
      assertEquals(List.of("20.0"), exemplars(scraped.openMetrics()));
    }
  }

  @Test
  void oneThatIsNoNumberOrFromBefore1970IsHarmless() {
    MetricData metric = metric("odd", -9_000_000_000L, exemplar(Double.NaN, 1), exemplar(2, -1));
    MetricProducer producer = resource -> List.of(metric);
    try (Scraped scraped = new Scraped(builder -> builder.registerMetricProducer(producer))) {
      String page = scraped.render("application/openmetrics-text");
      assertTrue(page.contains(" # {} 2.0\n"), page);
    }
  }

  @Test
  void aValueThatStrictParsersMistakeForTheEndOfTheLabelsIsLeftOut() {
    try (Scraped scraped =
            new Scraped(builder ->
                builder.registerView(
                    InstrumentSelector.builder().setName("orders").build(),
                    View.builder().setAttributeFilter(Set.of()).build()));
        Scope _ = Scraped.span()) {
      StrictParser.require();
      scraped
          .meter()
          .counterBuilder("orders")
          .build()
          .add(1, Attributes.builder().put("a", "x}y").put("b", "{ # \"\\\n,").build());
      Sample sample =
          StrictParser.read(scraped.render("application/openmetrics-text"))
              .get("orders")
              .samples()
              .getFirst();
      assertEquals(Set.of("trace_id", "span_id", "b"), sample.exemplar().labels().keySet());
      assertEquals("{ # \"\\\n,", sample.exemplar().labels().get("b"));
    }
  }

  @Test
  void theMemoryIsLimitedAndForgetsWhatIsGone() {
    ExemplarMemory memory = new ExemplarMemory(3);
    MetricData first = metric("first", 0, exemplar(0.5, 1), exemplar(5, 1));
    MetricData second = metric("second", 0, exemplar(0.5, 1), exemplar(5, 1));
    MetricData third = metric("third", 0, exemplar(0.5, 1));
    memory.add(List.of(first, second));
    memory.add(List.of(first, second, third));
    assertEquals(List.of(2, 2, 0), sizes(memory, first, second, third));
    memory.add(List.of(second, third));
    assertEquals(List.of(0, 2, 1), sizes(memory, first, second, third));
    memory.add(List.of(metric("second", 0, exemplar(0.75, 2))));
    assertEquals(0.75, memory.of(second).of(point(second)).getFirst().value());
  }

  private static List<Integer> sizes(ExemplarMemory memory, MetricData... metrics) {
    return List.of(metrics).stream()
        .map(metric -> memory.of(metric).of(point(metric)).size())
        .toList();
  }

  private static PointData point(MetricData metric) {
    return metric.getData().getPoints().iterator().next();
  }

  private static MetricData metric(String name, long start, DoubleExemplarData... exemplars) {
    return ForeignMetric.histogram(
        name,
        List.of(
            new ForeignMetric.Buckets(
                start,
                Attributes.empty(),
                30,
                3,
                BOUNDS,
                List.of(1L, 1L, 1L),
                List.of(exemplars))));
  }

  private static DoubleExemplarData exemplar(double value, long nanos) {
    return DoubleExemplarData.create(Attributes.empty(), nanos, SpanContext.getInvalid(), value);
  }

  private static DoubleHistogram histogram(Scraped scraped) {
    return scraped
        .meter()
        .histogramBuilder("sizes")
        .setExplicitBucketBoundariesAdvice(BOUNDS)
        .build();
  }

  /// Returns the values of the exemplars of a page.
  private static List<String> exemplars(String page) {
    return page.lines()
        .filter(line -> line.contains(" # {"))
        .map(line -> line.replaceAll(".*} ", "").replaceAll(" .*", ""))
        .toList();
  }
}
