package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.exporter.prometheus.StrictParser.Parsed;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pages of OpenMetrics, read by the strict parser of Prometheus's Python client.
class StrictPageTest {
  private Scraped scraped = new Scraped();

  @BeforeEach
  void parser() {
    StrictParser.require();
  }

  @AfterEach
  void close() {
    scraped.close();
  }

  @Test
  void aHistogramWithABoundBelowZeroHasNeitherSumNorCount() {
    scraped
        .meter()
        .histogramBuilder("temperature.delta")
        .setExplicitBucketBoundariesAdvice(List.of(-10.0, 0.0, 10.0))
        .build()
        .record(3);
    assertEquals(
        """
        # TYPE temperature_delta histogram
        temperature_delta_bucket{otel_scope_name="shop",le="-10.0"} 0
        temperature_delta_bucket{otel_scope_name="shop",le="0.0"} 0
        temperature_delta_bucket{otel_scope_name="shop",le="10.0"} 1
        temperature_delta_bucket{otel_scope_name="shop",le="+Inf"} 1
        """,
        scraped.openMetrics());
    assertTrue(
        scraped
            .text()
            .endsWith(
                """
                temperature_delta_sum{otel_scope_name="shop"} 3.0
                temperature_delta_count{otel_scope_name="shop"} 1
                """));
    assertEquals(0, scraped.loss("obs.scrape.dropped"));
  }

  @Test
  void boundsAreWrittenAsGoWritesThem() {
    scraped
        .meter()
        .histogramBuilder("small")
        .setExplicitBucketBoundariesAdvice(List.of(0.0001, 1.0, 1e6, 1e7))
        .build()
        .record(0.0003);
    for (String page : List.of(scraped.text(), scraped.openMetrics())) {
      assertEquals(
          List.of("0.0001", "1.0", "1e+06", "1e+07", "+Inf"),
          page.lines()
              .filter(line -> line.startsWith("small_bucket"))
              .map(line -> line.replaceAll(".*le=\"|\"}.*", ""))
              .toList());
    }
  }

  @Test
  void aNegativeCounterIsLeftOut() {
    for (double value : new double[] {-1, Double.NEGATIVE_INFINITY, 2}) {
      scraped
          .meter()
          .counterBuilder("odd")
          .ofDoubles()
          .buildWithCallback(measurement ->
              measurement.record(value, Attributes.builder().put("v", value).build()));
    }
    Parsed odd = openMetrics().get("odd");
    assertEquals(1, odd.samples().size());
    assertEquals(2, odd.value("odd_total"));
    assertEquals(2, scraped.loss("obs.scrape.dropped"));
    assertEquals(1, scraped.logger.lines().size(), scraped.logger.lines()::toString);
    assertEquals(3, lines("odd_total{"), "the text format allows them");
  }

  @Test
  void aMetricNamedLikeTheReservedCreatedSampleIsLeftOut() {
    scraped.meter().counterBuilder("x").build().add(1);
    scraped.meter().gaugeBuilder("x.created").build().set(1);
    scraped.meter().histogramBuilder("y").build().record(1);
    scraped.meter().upDownCounterBuilder("y.created").build().add(1);
    Map<String, Parsed> page = openMetrics();
    assertTrue(page.containsKey("x") && page.containsKey("y"));
    assertFalse(page.containsKey("x_created") || page.containsKey("y_created"));
    assertEquals(0, lines("x_created"), "the same series in both formats");
    assertEquals(4, scraped.loss("obs.scrape.dropped"), "two on each page");
  }

  @Test
  void arraysWithNullsKeepThem() {
    scraped
        .meter()
        .gaugeBuilder("a")
        .build()
        .set(
            1,
            Attributes.builder()
                .put(AttributeKey.stringArrayKey("list"), Arrays.asList("a", null, "b"))
                .put(AttributeKey.longArrayKey("numbers"), Arrays.asList(null, 1L))
                .put(AttributeKey.booleanArrayKey("nothing"), Arrays.asList((Boolean) null))
                .build());
    Map<String, String> labels = openMetrics().get("a").samples().getFirst().labels();
    assertEquals("[\"a\",null,\"b\"]", labels.get("list"));
    assertEquals("[null,1]", labels.get("numbers"));
    assertEquals("[null]", labels.get("nothing"));
  }

  @Test
  void oneUnreadablePointCostsNoOther() {
    produce(
        ForeignMetric.histogram(
            "foreign",
            List.of(
                point("throws", 1, List.of(1.0), List.of()),
                point("good", 1, List.of(1.0), List.of(1L, 2L)),
                point("descending", 1, List.of(2.0, 1.0), List.of(1L, 1L, 1L)),
                point("endless", 1, List.of(1.0, Double.POSITIVE_INFINITY), List.of(1L, 1L, 1L)),
                point("no number", 1, List.of(Double.NaN), List.of(1L, 1L)),
                point("negative", 1, List.of(1.0), List.of(-1L, 4L)),
                point("too many", 1, List.of(1.0), List.of(4L, 0L)))));
    List<String> keys =
        openMetrics().get("foreign").samples().stream()
            .map(sample -> sample.labels().get("key"))
            .distinct()
            .toList();
    assertEquals(List.of("good"), keys);
    assertEquals(6, scraped.loss("obs.scrape.dropped"));
  }

  @Test
  void aHistogramWithoutAValidSumKeepsItsBuckets() {
    produce(
        ForeignMetric.histogram(
            "foreign",
            List.of(
                point("nan", Double.NaN, List.of(1.0), List.of(1L, 2L)),
                point("negative", -5, List.of(1.0), List.of(1L, 2L)),
                point("positive", 5, List.of(1.0), List.of(1L, 2L)))));
    Parsed parsed = openMetrics().get("foreign");
    assertEquals(5, parsed.value("foreign_sum"));
    assertEquals(3, parsed.value("foreign_count"));
    assertEquals(8, parsed.samples().size());
    assertEquals(3, lines("foreign_sum{"));
  }

  @Test
  void summariesKeepTheirValidQuantilesInOrder() {
    produce(
        ForeignMetric.summary(
            "latency",
            "s",
            List.of(
                SummaryPointData.create(
                    0,
                    1,
                    Attributes.builder().put("quantile", "mine").build(),
                    4,
                    Double.NaN,
                    List.of(
                        ValueAtQuantile.create(0.99, 9),
                        ValueAtQuantile.create(0.00001, 1),
                        ValueAtQuantile.create(0.5, Double.NaN),
                        ValueAtQuantile.create(0.6, -1),
                        ValueAtQuantile.create(1.5, 1),
                        ValueAtQuantile.create(-0.5, 1),
                        ValueAtQuantile.create(Double.NaN, 1))))));
    Parsed parsed = openMetrics().get("latency_seconds");
    assertEquals(
        List.of("1e-05", "0.5", "0.99"),
        parsed.samples().stream()
            .filter(sample -> sample.name().equals("latency_seconds"))
            .map(sample -> sample.labels().get("quantile"))
            .toList());
    assertEquals("mine", parsed.samples().getLast().labels().get("exported_quantile"));
    assertEquals(4, parsed.value("latency_seconds_count"));
    assertEquals(4, parsed.samples().size());
    assertEquals(5, scraped.loss("obs.scrape.dropped"));
  }

  private Map<String, Parsed> openMetrics() {
    return StrictParser.read(scraped.render("application/openmetrics-text"));
  }

  private long lines(String start) {
    return scraped.text().lines().filter(line -> line.startsWith(start)).count();
  }

  /// Adds a metric producer that is not part of the SDK.
  private void produce(MetricData metric) {
    scraped.close();
    MetricProducer producer = resource -> List.of(metric);
    scraped = new Scraped(builder -> builder.registerMetricProducer(producer));
  }

  private static HistogramPointData point(
      String key, double sum, List<Double> bounds, List<Long> counts) {
    return new ForeignMetric.Buckets(
        0, Attributes.builder().put("key", key).build(), sum, 3, bounds, counts, List.of());
  }
}
