package dev.obs.deploy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.obs.deploy.Recorder.Post;
import dev.obs.it.AlertmanagerServer;
import dev.obs.it.AppProcess;
import dev.obs.it.PrometheusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole path of an alert: the demo in the linked image, Prometheus with our rules,
/// Alertmanager with our routes, and the messages to PagerDuty, Slack and a webhook.
class AlertIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ALERT = "ObsServiceNotReady";

  /// Metrics that a healthy demo does not have: alerts that fire, and a liveness check of its own.
  private static final Set<String> FOUND_ELSEWHERE =
      Set.of("ALERTS{alertstate=\"firing\"}", "obs_health_check_up{kind=\"liveness\"}");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static HttpServer dependency;
  private static Recorder recorder;
  private static AppProcess demo;
  private static AlertmanagerServer alertmanager;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void start() throws Exception {
    Program.require(PrometheusServer.isInstalled(), "prometheus");
    Program.require(AlertmanagerServer.isInstalled(), "prometheus-alertmanager");
    dependency = listen(0);
    recorder = new Recorder();
    demo =
        AppProcess.ofImage(
            Deployment.IMAGE, folder, Map.of(), "demo", "--config", telemetry().toString());
    URI metrics = demo.serving("prometheus");
    AlertingFiles files = new AlertingFiles(folder);
    alertmanager = AlertmanagerServer.configured(files.alertmanager(recorder.uri()));
    prometheus =
        PrometheusServer.configured(
            files.prometheus(metrics, alertmanager.uri()), "--web.user-assets=" + Runbooks.FOLDER);
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (alertmanager != null) {
      alertmanager.close();
    }
    if (demo != null) {
      demo.close();
    }
    if (recorder != null) {
      recorder.close();
    }
    if (dependency != null) {
      dependency.stop(0);
    }
  }

  @Test
  void aLostDependencyReachesEveryReceiverAndSoDoesItsReturn() throws Exception {
    await().atMost(LIMIT).until(() -> has("obs_health_up{kind=\"readiness\"} == 1"));

    int port = dependency.getAddress().getPort();
    dependency.stop(0);
    Post notification = awaitPost("/webhook", "\"firing\"");
    Post paged = awaitPost("/pagerduty", "\"trigger\"");
    Post written = awaitPost("/slack", "[critical] " + ALERT);

    JsonNode alert = notification.body().at("/alerts/0");
    assertEquals("Bearer token", notification.authorization());
    assertEquals("critical", alert.at("/labels/severity").asText());
    assertTrue(
        alert.at("/annotations/description").asText().contains("down: db."), alert::toString);
    String runbook = alert.at("/annotations/runbook_url").asText();
    assertEquals(Runbooks.text("service-not-ready.md"), demo.get(URI.create(runbook)).body());

    assertEquals("key", paged.body().at("/routing_key").asText());
    assertEquals("critical", paged.body().at("/payload/severity").asText());
    assertEquals(runbook, paged.body().at("/links/0/href").asText());
    assertTrue(written.body().toString().contains("<" + runbook + "|Runbook>"), written::toString);

    dependency = listen(port);
    awaitPost("/webhook", "\"status\":\"resolved\"");
    awaitPost("/slack", "[resolved] " + ALERT);
    Post resolved = awaitPost("/pagerduty", "\"resolve\"");
    assertEquals(paged.body().get("dedup_key"), resolved.body().get("dedup_key"));
  }

  /// A misspelt metric or label would be an alert that never fires. Every selector of every rule
  /// and runbook must find a series in a running demo, Prometheus and Alertmanager.
  @Test
  void everySeriesThatARuleOrARunbookAsksForIsThere() throws Exception {
    Set<String> selectors = new TreeSet<>();
    AlertRules.expressions().forEach(expression -> selectors.addAll(Selectors.of(expression)));
    Runbooks.queries().forEach(query -> selectors.addAll(Selectors.of(query)));
    selectors.removeAll(FOUND_ELSEWHERE);
    assertTrue(selectors.contains("obs_health_up{kind=\"readiness\"}"), selectors::toString);
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> {
          Set<String> missing = new TreeSet<>();
          for (String selector : selectors) {
            if (!has(selector)) {
              missing.add(selector);
            }
          }
          assertEquals(Set.of(), missing);
        });
  }

  @Test
  void everyRuleCanBeEvaluated() throws Exception {
    URI rules = prometheus.uri().resolve("/api/v1/rules");
    await().atMost(LIMIT).until(() -> !demo.get(rules).body().contains("\"health\":\"unknown\""));
    JsonNode answer = JSON.readTree(demo.get(rules).body());
    assertEquals(AlertRules.expressions().size(), answer.findValues("health").size());
    assertEquals(
        Set.of("ok"), new TreeSet<>(answer.findValuesAsText("health")), answer::toPrettyString);
  }

  private static Post awaitPost(String path, String words) {
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                recorder
                    .posts(path, words)
                    .filter(post -> post.body().toString().contains(ALERT))
                    .findFirst(),
            Optional::isPresent)
        .get();
  }

  private static boolean has(String query) throws IOException, InterruptedException {
    URI address =
        prometheus
            .uri()
            .resolve("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    JsonNode answer = JSON.readTree(demo.get(address).body());
    assertEquals("success", answer.path("status").asText(), answer::toString);
    return !answer.at("/data/result").isEmpty();
  }

  /// Starts a server that the demo depends on.
  private static HttpServer listen(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.start();
    return server;
  }

  private static Path telemetry() throws IOException {
    return Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          service_name: obs-demo
          tracing: {exporters: [otlp]}
          metrics: {exporters: [prometheus], prometheus_port: 0}
          otlp: {endpoint: "%s"}
          spool: {enabled: true, path: "%s"}
        health:
          port: 0
          checks:
            interval: 500ms
            memory: 100
            disk: 100
            dependencies:
              - {name: db, tcp: "127.0.0.1:%d", timeout: 1s}
        """
            .formatted(recorder.uri(), folder.resolve("spool"), dependency.getAddress().getPort()));
  }
}
