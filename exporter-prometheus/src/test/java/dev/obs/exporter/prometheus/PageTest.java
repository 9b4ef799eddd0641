package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.View;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The page of each kind of instrument.
class PageTest {
  private static final Attributes OK = Attributes.of(AttributeKey.longKey("http.code"), 200L);

  @Test
  void holdsTheResourceOnce() {
    try (Scraped scraped = new Scraped()) {
      assertEquals(
          """
          # HELP target_info Target metadata
          # TYPE target_info gauge
          target_info{service_name="shop"} 1
          """,
          scraped.render("text/plain"));
      assertEquals(
          """
          # HELP target Target metadata
          # TYPE target info
          target_info{service_name="shop"} 1
          # EOF
          """,
          scraped.render("application/openmetrics-text; version=1.0.0"));
    }
  }

  @Test
  void counters() {
    try (Scraped scraped = new Scraped()) {
      LongCounter requests =
          scraped.meter().counterBuilder("http.requests").setDescription("Requests.").build();
      requests.add(3, OK);
      scraped.meter().counterBuilder("io").ofDoubles().setUnit("By").build().add(1.5);
      assertEquals(
          """
          # HELP http_requests_total Requests.
          # TYPE http_requests_total counter
          http_requests_total{http_code="200",otel_scope_name="shop"} 3
          # TYPE io_bytes_total counter
          io_bytes_total{otel_scope_name="shop"} 1.5
          """,
          scraped.text());
      assertEquals(
          """
          # HELP http_requests Requests.
          # TYPE http_requests counter
          http_requests_total{http_code="200",otel_scope_name="shop"} 3
          # TYPE io_bytes counter
          # UNIT io_bytes bytes
          io_bytes_total{otel_scope_name="shop"} 1.5
          """,
          scraped.openMetrics());
    }
  }

  @Test
  void gaugesAndUpDownCounters() {
    try (Scraped scraped = new Scraped()) {
      scraped.meter().gaugeBuilder("load").setUnit("1").build().set(0.25);
      scraped.meter().upDownCounterBuilder("queue").setUnit("{item}").build().add(-4);
      scraped.meter().upDownCounterBuilder("queue.items").setUnit("1").build().add(3);
      scraped
          .meter()
          .gaugeBuilder("temperature")
          .setUnit("Cel")
          .buildWithCallback(measured -> measured.record(20, OK));
      assertEquals(
          """
          # TYPE load gauge
          load{otel_scope_name="shop"} 0.25
          # TYPE queue gauge
          queue{otel_scope_name="shop"} -4
          # TYPE queue_items gauge
          queue_items{otel_scope_name="shop"} 3
          # TYPE temperature_celsius gauge
          temperature_celsius{http_code="200",otel_scope_name="shop"} 20.0
          """,
          scraped.text());
    }
  }

  @Test
  void infiniteAndLargeValues() {
    try (Scraped scraped = new Scraped()) {
      scraped.meter().gaugeBuilder("b").build().set(Double.POSITIVE_INFINITY);
      scraped.meter().gaugeBuilder("c").build().set(Double.NEGATIVE_INFINITY);
      scraped.meter().gaugeBuilder("d").build().set(1.5e300);
      assertEquals(
          """
          # TYPE b gauge
          b{otel_scope_name="shop"} +Inf
          # TYPE c gauge
          c{otel_scope_name="shop"} -Inf
          # TYPE d gauge
          d{otel_scope_name="shop"} 1.5E300
          """,
          scraped.text());
    }
  }

  @Test
  void histograms() {
    try (Scraped scraped = new Scraped()) {
      DoubleHistogram durations = durations(scraped);
      durations.record(0.25);
      durations.record(0.5);
      durations.record(7);
      assertEquals(
          """
          # HELP http_duration_seconds Time.
          # TYPE http_duration_seconds histogram
          http_duration_seconds_bucket{otel_scope_name="shop",le="0.1"} 0
          http_duration_seconds_bucket{otel_scope_name="shop",le="0.5"} 2
          http_duration_seconds_bucket{otel_scope_name="shop",le="1.0"} 2
          http_duration_seconds_bucket{otel_scope_name="shop",le="+Inf"} 3
          http_duration_seconds_sum{otel_scope_name="shop"} 7.75
          http_duration_seconds_count{otel_scope_name="shop"} 3
          """,
          scraped.text());
    }
  }

  @Test
  void exponentialHistogramsHaveAtMostTwoBucketsADoubling() {
    try (Scraped scraped =
        new Scraped(builder ->
            builder.registerView(
                InstrumentSelector.builder().setName("size").build(),
                View.builder()
                    .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                    .build()))) {
      DoubleHistogram sizes = scraped.meter().histogramBuilder("size").build();
      sizes.record(0);
      sizes.record(1);
      sizes.record(1.1);
      sizes.record(3.9);
      assertEquals(
          """
          # TYPE size histogram
          size_bucket{otel_scope_name="shop",le="0.0"} 1
          size_bucket{otel_scope_name="shop",le="1.0"} 2
          size_bucket{otel_scope_name="shop",le="1.4142135623730951"} 3
          size_bucket{otel_scope_name="shop",le="2.0"} 3
          size_bucket{otel_scope_name="shop",le="2.8284271247461903"} 3
          size_bucket{otel_scope_name="shop",le="4.0"} 4
          size_bucket{otel_scope_name="shop",le="+Inf"} 4
          size_sum{otel_scope_name="shop"} 6.0
          size_count{otel_scope_name="shop"} 4
          """,
          scraped.text());
    }
  }

  @Test
  void exemplarsOfBucketsAndCountersInOpenMetricsOnly() {
    try (Scraped scraped = new Scraped();
        Scope _ = Scraped.span()) {
      DoubleHistogram durations = durations(scraped);
      durations.record(0.25);
      durations.record(7);
      scraped.meter().counterBuilder("orders").build().add(2);
      assertEquals(
          """
          # HELP http_duration_seconds Time.
          # TYPE http_duration_seconds histogram
          # UNIT http_duration_seconds seconds
          http_duration_seconds_bucket{otel_scope_name="shop",le="0.1"} 0
          http_duration_seconds_bucket{otel_scope_name="shop",le="0.5"} 1 # {EX} 0.25 NOW
          http_duration_seconds_bucket{otel_scope_name="shop",le="1.0"} 1
          http_duration_seconds_bucket{otel_scope_name="shop",le="+Inf"} 2 # {EX} 7.0 NOW
          http_duration_seconds_sum{otel_scope_name="shop"} 7.25
          http_duration_seconds_count{otel_scope_name="shop"} 2
          # TYPE orders counter
          orders_total{otel_scope_name="shop"} 2 # {EX} 2 NOW
          """
              .replace(
                  "EX",
                  "trace_id=\"0af7651916cd43dd8448eb211c80319c\",span_id=\"b7ad6b7169203331\""),
          scraped.openMetrics());
      assertEquals(0, scraped.text().lines().filter(line -> line.contains(" # ")).count());
    }
  }

  @Test
  void exemplarsHoldWhatAViewLeftOutUpTo128Characters() {
    try (Scraped scraped =
            new Scraped(builder ->
                builder.registerView(
                    InstrumentSelector.builder().setName("orders").build(),
                    View.builder().setAttributeFilter(Set.of()).build()));
        Scope _ = Scraped.span()) {
      scraped
          .meter()
          .counterBuilder("orders")
          .build()
          .add(
              1,
              Attributes.builder()
                  .put("a", "x".repeat(60))
                  .put("b.c", "é\"")
                  .put("trace_id", "mine")
                  .put("z", "y".repeat(64))
                  .build());
      assertEquals(
          """
          # TYPE orders counter
          orders_total{otel_scope_name="shop"} 1 # \
          {trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331",\
          a="%s"} 1 NOW
          """
              .formatted("x".repeat(60)),
          scraped.openMetrics());
    }
  }

  @Test
  void scopesAreLabels() {
    try (Scraped scraped = new Scraped()) {
      scraped
          .provider
          .meterBuilder("lib")
          .setInstrumentationVersion("1.2")
          .setSchemaUrl("https://example.org/1")
          .build()
          .gaugeBuilder("a")
          .build()
          .set(1);
      assertEquals(
          """
          # TYPE a gauge
          a{otel_scope_name="lib",otel_scope_schema_url="https://example.org/1",\
          otel_scope_version="1.2"} 1.0
          """,
          scraped.text());
    }
  }

  @Test
  void aMetricOfTwoScopesIsOneFamilyWithOneHelp() {
    try (Scraped scraped = new Scraped()) {
      for (String scope : List.of("b", "a")) {
        scraped
            .provider
            .get(scope)
            .gaugeBuilder("load")
            .setDescription("From " + scope)
            .build()
            .set(1);
      }
      assertEquals(
          """
          # HELP load From a
          # TYPE load gauge
          load{otel_scope_name="a"} 1.0
          load{otel_scope_name="b"} 1.0
          """,
          scraped.text());
    }
  }

  private static DoubleHistogram durations(Scraped scraped) {
    return scraped
        .meter()
        .histogramBuilder("http.duration")
        .setUnit("s")
        .setDescription("Time.")
        .setExplicitBucketBoundariesAdvice(List.of(0.1, 0.5, 1.0))
        .build();
  }
}
