package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.View;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Names in UTF-8 and without suffixes.
class TranslationTest {
  private static final String PROMETHEUS_3 =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,*/*;q=0.1";

  private static final String TEXT_UTF8 = "text/plain;version=1.0.0;escaping=allow-utf-8";

  @Test
  void byDefaultAReaderOfUtf8GetsTheSameNames() {
    try (Scraped scraped = scraped(Translation.UNDERSCORE_ESCAPING_WITH_SUFFIXES)) {
      assertEquals(scraped.render("application/openmetrics-text"), scraped.render(PROMETHEUS_3));
      assertEquals(
          "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores",
          scraped.page.render(PROMETHEUS_3).contentType());
    }
  }

  @Test
  void namesKeepTheirCharactersBetweenQuotationMarks() {
    try (Scraped scraped = scraped(Translation.NO_UTF8_ESCAPING_WITH_SUFFIXES);
        Scope _ = Scraped.span()) {
      record(scraped);
      assertEquals(
          """
          # TYPE "http.duration_seconds" histogram
          # UNIT "http.duration_seconds" seconds
          {"http.duration_seconds_bucket","k.x"="1",otel_scope_name="shop",le="1.0"} 0
          {"http.duration_seconds_bucket","k.x"="1",otel_scope_name="shop",le="+Inf"} 1 # \
          {trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331"} 3.0 NOW
          {"http.duration_seconds_sum","k.x"="1",otel_scope_name="shop"} 3.0
          {"http.duration_seconds_count","k.x"="1",otel_scope_name="shop"} 1
          # TYPE "http.requests" counter
          {"http.requests_total",otel_scope_name="shop"} 2 # \
          {trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331",\
          "größe"="3"} 2 NOW
          # HELP load The load.
          # TYPE load gauge
          load{"\\"\\\\\\n"="3",_name_="6","größe"="4",otel_scope_name="shop"} 0.5
          # HELP target Target metadata
          # TYPE target info
          target_info{"service.name"="shop"} 1
          # EOF
          """,
          scraped.render(PROMETHEUS_3).replaceAll("(?m) \\d{10}\\.\\d{3}$", " NOW"));
      assertEquals(
          """
          # TYPE "http.requests_total" counter
          {"http.requests_total",otel_scope_name="shop"} 2
          # HELP load The load.
          """,
          lines(scraped.render(TEXT_UTF8), 5, 8));
    }
  }

  @Test
  void otherReadersGetUnderscores() {
    try (Scraped scraped = scraped(Translation.NO_UTF8_ESCAPING_WITH_SUFFIXES)) {
      record(scraped);
      try (Scraped usual = scraped(Translation.UNDERSCORE_ESCAPING_WITH_SUFFIXES)) {
        record(usual);
        assertEquals(usual.text(), scraped.text());
        assertEquals(usual.openMetrics(), scraped.openMetrics());
      }
    }
  }

  @Test
  void withoutTranslationNamesAreUnaltered() {
    try (Scraped scraped = scraped(Translation.NO_TRANSLATION)) {
      scraped.meter().counterBuilder("http.requests").setUnit("By").build().add(2);
      scraped.meter().counterBuilder("io_total").build().add(2);
      scraped.meter().gaugeBuilder("wait.time").setUnit("s").build().set(2);
      assertEquals(
          """
          # TYPE "http.requests" counter
          {"http.requests",otel_scope_name="shop"} 2
          # TYPE io_total counter
          io_total{otel_scope_name="shop"} 2
          # TYPE "wait.time" gauge
          {"wait.time",otel_scope_name="shop"} 2.0
          """,
          lines(scraped.render(TEXT_UTF8), 0, 6));
    }
  }

  @Test
  void withoutSuffixesOpenMetricsStillMarksCounters() {
    try (Scraped scraped = scraped(Translation.UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES)) {
      scraped.meter().counterBuilder("http.requests").setUnit("By").build().add(2);
      scraped.meter().gaugeBuilder("wait_seconds").setUnit("s").build().set(2);
      assertEquals(
          """
          # TYPE http_requests counter
          http_requests{otel_scope_name="shop"} 2
          # TYPE wait_seconds gauge
          wait_seconds{otel_scope_name="shop"} 2.0
          """,
          scraped.text());
      assertEquals(
          """
          # TYPE http_requests counter
          http_requests_total{otel_scope_name="shop"} 2
          # TYPE wait_seconds gauge
          # UNIT wait_seconds seconds
          wait_seconds{otel_scope_name="shop"} 2.0
          """,
          scraped.openMetrics());
    }
  }

  private static Scraped scraped(Translation translation) {
    return new Scraped(
        builder ->
            builder.registerView(
                InstrumentSelector.builder().setName("http.requests.total").build(),
                View.builder().setAttributeFilter(Set.of()).build()),
        translation);
  }

  private static void record(Scraped scraped) {
    scraped
        .meter()
        .histogramBuilder("http.duration")
        .setUnit("s")
        .setExplicitBucketBoundariesAdvice(List.of(1.0))
        .build()
        .record(3, Attributes.builder().put("k.x", "1").build());
    scraped
        .meter()
        .counterBuilder("http.requests.total")
        .build()
        .add(2, Attributes.builder().put("größe", "3").build());
    scraped
        .meter()
        .gaugeBuilder("load")
        .setDescription("The load.")
        .build()
        .set(
            0.5,
            Attributes.builder().put("größe", "4").put("\"\\\n", "3").put("__name__", "6").build());
  }

  private static String lines(String page, int from, int to) {
    return String.join("\n", page.lines().toList().subList(from, to)) + "\n";
  }
}
