package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Hostile metrics of an application, which must not make the page invalid or absent.
class HostileMetricsTest {
  private final Scraped scraped = new Scraped();

  @AfterEach
  void close() {
    scraped.close();
  }

  @Test
  void labelsWithTheSameNameAreJoinedInTheOrderOfTheAttributes() {
    scraped
        .meter()
        .gaugeBuilder("a")
        .build()
        .set(1, Attributes.builder().put("k_x", "3").put("k.x", "2").put("k-x", "1").build());
    assertTrue(scraped.text().contains("a{k_x=\"1;2;3\",otel_scope_name=\"shop\"} 1.0\n"));
  }

  @Test
  void labelValuesAreEscapedAndOfAnyType() {
    scraped
        .meter()
        .gaugeBuilder("a")
        .build()
        .set(
            1,
            Attributes.builder()
                .put("quote", "a\"b\\c\nd\uD83D")
                .put("empty", "")
                .put("flag", true)
                .put("number", 1.5)
                .put(AttributeKey.stringArrayKey("list"), "x\"", "y")
                .put(AttributeKey.longArrayKey("numbers"), 1L, 2L)
                .build());
    assertEquals(
        """
        # TYPE a gauge
        a{flag="true",list="[\\"x\\\\\\"\\",\\"y\\"]",number="1.5",numbers="[1,2]",\
        otel_scope_name="shop",quote="a\\"b\\\\c\\nd\uFFFD"} 1.0
        """,
        scraped.text());
  }

  @Test
  void helpIsOneLine() {
    scraped.meter().gaugeBuilder("a").setDescription("one\ntwo \\ \"x\"").build().set(1);
    assertTrue(scraped.text().contains("# HELP a one\\ntwo \\\\ \"x\"\n"));
    assertTrue(scraped.openMetrics().contains("# HELP a one\\ntwo \\\\ \\\"x\\\"\n"));
  }

  @Test
  void theLabelsOfHistogramsAreTheirOwn() {
    scraped
        .meter()
        .histogramBuilder("h")
        .build()
        .record(1, Attributes.builder().put("le", "mine").build());
    scraped.meter().gaugeBuilder("g").build().set(1, Attributes.builder().put("le", "x").build());
    String page = scraped.text();
    assertTrue(page.contains("h_bucket{exported_le=\"mine\",otel_scope_name=\"shop\",le=\"0.0\"}"));
    assertTrue(page.contains("g{le=\"x\",otel_scope_name=\"shop\"}"));
  }

  @Test
  void ofTwoTypesOfOneNameTheFirstScopesStands() {
    for (String name : List.of("v", "w", "x", "y", "z")) {
      scraped.provider.get("b").counterBuilder(name).build().add(1);
      scraped.provider.get("a").gaugeBuilder(name).build().set(1);
      scraped.provider.get("c").gaugeBuilder(name).build().set(2);
    }
    String page = scraped.text();
    assertEquals(0, page.lines().filter(line -> line.contains("\"b\"")).count());
    assertTrue(
        page.endsWith(
            """
            # TYPE z gauge
            z{otel_scope_name="a"} 1.0
            z{otel_scope_name="c"} 2.0
            """),
        page);
    assertEquals(page, scraped.text(), "the same on the next page");
    assertEquals(Map.of("conflicting_type", 10L), dropped());
    assertEquals(5, scraped.logger.lines().size(), "logged once for each");
  }

  @Test
  void aMetricThatIsNamedLikeAnothersSampleIsLeftOut() {
    scraped.meter().histogramBuilder("x").build().record(1);
    scraped.meter().gaugeBuilder("x.count").build().set(1);
    scraped.meter().counterBuilder("y").build().add(1);
    scraped.meter().gaugeBuilder("y_total").build().set(1);
    scraped.meter().gaugeBuilder("target_info").build().set(1);
    String page = scraped.render("");
    assertEquals(1, page.lines().filter(line -> line.startsWith("x_count")).count());
    assertEquals(1, page.lines().filter(line -> line.startsWith("y_total")).count());
    assertEquals(1, page.lines().filter(line -> line.startsWith("target_info")).count());
    assertEquals(Map.of("conflicting_type", 3L), dropped());
  }

  @Test
  void ofTwoSeriesWithTheSameLabelsOneStands() {
    LongCounter counter = scraped.meter().counterBuilder("x").build();
    counter.add(1, Attributes.builder().put("a.b", "1").build());
    counter.add(1, Attributes.builder().put("a_b", "1").build());
    counter.add(1, Attributes.builder().put("a_b", "2").build());
    counter.add(1, Attributes.builder().put("a_b", "2").put("none", "").build());
    String page = scraped.text();
    assertEquals(1, page.lines().filter(line -> line.contains("a_b=\"1\"")).count());
    assertEquals(1, page.lines().filter(line -> line.contains("a_b=\"2\"")).count());
    assertEquals(Map.of("duplicate_series", 2L), dropped());
    assertEquals(page, scraped.text(), "the same on the next page");
  }

  @Test
  void aCallbackThatThrowsCostsItsOwnMetricOnly() {
    scraped
        .meter()
        .gaugeBuilder("bad")
        .buildWithCallback(measurement -> {
          throw new IllegalStateException("boom");
        });
    scraped.meter().counterBuilder("good").build().add(1);
    assertEquals(
        """
        # TYPE good_total counter
        good_total{otel_scope_name="shop"} 1
        """,
        scraped.text());
  }

  @Test
  void aCollectionThatThrowsIsNoPageAndCounts() {
    assertEquals(0, scraped.loss("obs.scrape.failures"));
    assertEquals(2, scraped.losses().size(), "the series are there before the first failure");
    scraped
        .meter()
        .gaugeBuilder("bad")
        .buildWithCallback(measurement -> {
          throw new StackOverflowError();
        });
    assertThrows(IllegalStateException.class, scraped::text);
    assertThrows(IllegalStateException.class, () -> scraped.render("application/openmetrics-text"));
    assertEquals(2, scraped.loss("obs.scrape.failures"));
    assertTrue(
        scraped.logger.lines().getFirst().contains("java.lang.StackOverflowError"),
        scraped.logger.lines()::toString);
  }

  private Map<String, Long> dropped() {
    Map<String, Long> dropped = new TreeMap<>();
    for (MetricData metric : scraped.losses()) {
      if (!metric.getName().equals("obs.scrape.dropped")) {
        continue;
      }
      for (LongPointData point : metric.getLongSumData().getPoints()) {
        dropped.put(point.getAttributes().get(AttributeKey.stringKey("reason")), point.getValue());
      }
    }
    return dropped;
  }
}
