package dev.obs.deploy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.obs.it.AppProcess;
import dev.obs.it.PrometheusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The queries of all dashboards against a real Prometheus that scrapes the demo: each must return
/// data.
class DashboardQueriesIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// The queries without data while the demo is healthy, with the reason. A query that no longer
  /// exists, or has data, must not be listed.
  private static final Map<String, String> EMPTY =
      Map.of(
          "obs-business / Now / A", "the metric at first is a counter",
          "obs-business / Value by $label / A", "the metric at first is a counter",
          "obs-business / Percentiles by $label / A", "the metric at first is a counter",
          "obs-business / Percentiles by $label / B", "the metric at first is a counter",
          "obs-business / Distribution / A", "the metric at first is a counter");

  private static final Map<String, String> HISTOGRAM =
      Map.of("metric", "operation_duration_seconds_bucket");

  @TempDir static Path folder;

  private static HttpServer collector;
  private static AppProcess demo;
  private static PrometheusServer server;
  private static PrometheusApi prometheus;

  @BeforeAll
  static void scrapeTheDemo() throws Exception {
    assumeTrue(
        PrometheusServer.isInstalled() || "true".equals(System.getenv("CI")),
        "SKIPPED: prometheus is not installed: apt-get install prometheus");
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          service_name: obs-demo
          tracing: {exporters: [otlp], sample_rate: 1.0, schedule_delay: 100ms}
          metrics: {exporters: [prometheus], prometheus_port: 0}
          otlp: {endpoint: "http://127.0.0.1:%d"}
          spool: {enabled: true, path: "%s"}
        health:
          port: 0
          checks: {interval: 1s}
        """
            .formatted(collector.getAddress().getPort(), folder.resolve("spool")));
    demo = AppProcess.ofImage(Deployment.IMAGE, folder, Map.of(), "demo");
    URI page = demo.serving("prometheus");
    server =
        PrometheusServer.configured(
            """
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: obs-demo
                metrics_path: %s
                static_configs: [{targets: ["%s"]}]
            """
                .formatted(page.getPath(), page.getAuthority()));
    prometheus = new PrometheusApi(server.uri());
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (server != null) {
      server.close();
    }
    if (demo != null) {
      demo.close();
    }
    if (collector != null) {
      collector.stop(0);
    }
  }

  @Test
  void everyPanelAndVariableHasData() throws Exception {
    Set<String> asked = new TreeSet<>();
    for (JsonNode dashboard : DashboardFiles.all()) {
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> assertEquals(expectedOf(dashboard), withoutData(dashboard, Map.of(), asked)));
    }

    assertTrue(asked.size() > 100, asked::toString);
    assertTrue(asked.containsAll(EMPTY.keySet()), asked::toString);
  }

  @Test
  void aChosenHistogramHasDataInThePanelsOfHistograms() {
    onlyEmpty(
        HISTOGRAM,
        "In the time range / A",
        "Now / A",
        "Rate by $label / A",
        "Total by $label / A",
        "Value by $label / A");
  }

  @Test
  void aChosenGaugeHasDataInThePanelsOfGauges() {
    onlyEmpty(
        Map.of("metric", "jvm_memory_used_bytes"),
        "Distribution / A",
        "In the time range / A",
        "Percentiles by $label / A",
        "Percentiles by $label / B",
        "Rate by $label / A",
        "Total by $label / A");
  }

  @Test
  void exemplarsNameTheirTraces() throws Exception {
    int asked = 0;
    for (DashboardFiles.Query query : DashboardFiles.queries("prometheus")) {
      if (query.json().path("exemplar").asBoolean()) {
        asked++;
        JsonNode dashboard = DashboardFiles.of(query.where().replaceFirst(" / .*", ""));
        await()
            .atMost(LIMIT)
            .untilAsserted(() -> {
              String promql =
                  Choices.of(prometheus, dashboard, HISTOGRAM)
                      .in(query.json().get("expr").asText());
              assertTrue(
                  prometheus.traceIds(promql).stream().anyMatch(id -> id.matches("[0-9a-f]{32}")),
                  query::where);
            });
      }
    }

    assertTrue(asked >= 5);
  }

  @Test
  void whatPrometheusDoesNotKnowHasNoData() throws Exception {
    JsonNode target = DashboardFiles.queries("prometheus").getFirst().json();

    assertFalse(prometheus.hasData(target, "no_such_metric"));
  }

  /// Waits until all other panels of the dashboard of custom metrics have data.
  private static void onlyEmpty(Map<String, String> typed, String... panels) {
    Set<String> expected = new TreeSet<>();
    List.of(panels).forEach(panel -> expected.add("obs-business / " + panel));
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() ->
            assertEquals(
                expected, withoutData(DashboardFiles.of("obs-business"), typed, new TreeSet<>())));
  }

  private static Set<String> expectedOf(JsonNode dashboard) {
    Set<String> expected = new TreeSet<>(EMPTY.keySet());
    expected.removeIf(where -> !where.startsWith(dashboard.get("uid").asText() + " / "));
    return expected;
  }

  /// @param asked receives the executed queries
  private static Set<String> withoutData(
      JsonNode dashboard, Map<String, String> typed, Set<String> asked)
      throws IOException, InterruptedException {
    Choices choices = Choices.of(prometheus, dashboard, typed);
    String uid = dashboard.get("uid").asText();
    Set<String> missing = new TreeSet<>();
    choices
        .offered()
        .forEach((variable, values) -> {
          asked.add(uid + " / $" + variable);
          if (values.isEmpty()) {
            missing.add(uid + " / $" + variable);
          }
        });
    for (DashboardFiles.Query query : DashboardFiles.queries("prometheus")) {
      if (query.where().startsWith(uid + " / ")) {
        asked.add(query.where());
        if (!prometheus.hasData(query.json(), choices.in(query.json().get("expr").asText()))) {
          missing.add(query.where());
        }
      }
    }
    return missing;
  }
}
