package dev.obs.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIT {
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  private HttpResponse<String> get(URI uri, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Path configuration(String yaml) throws IOException {
    return Files.writeString(folder.resolve("telemetry.yaml"), yaml);
  }

  @Test
  void servesHealthReadinessAndMetricsUntilItIsToldToStop() throws Exception {
    configuration(
        """
        telemetry:
          service_name: shop
          resource: {attributes: {service.version: 1.10}}
          metrics: {prometheus_port: 0}
        health: {port: 0, checks: {interval: 100ms}}
        """);
    try (ImageProcess run = ImageProcess.start(folder, Map.of(), "run")) {
      URI health = run.address("health-http");
      JsonNode live = json.readTree(get(health.resolve("/health")).body());
      assertEquals("healthy", live.get("status").asText());
      assertEquals("1.10", live.get("version").asText(), "as written, not as a number");
      await().until(() -> get(health.resolve("/ready")).statusCode() == 200);
      JsonNode ready = json.readTree(get(health.resolve("/ready")).body());
      assertTrue(ready.get("ready").asBoolean());
      assertTrue(ready.get("checks").get("memory_available").asBoolean(), ready::toString);
      assertTrue(ready.get("checks").get("disk_space").asBoolean(), ready::toString);
      await()
          .until(() ->
              json.readTree(get(health.resolve("/metrics")).body())
                  .at("/system/memory_percent")
                  .isNumber());
      assertEquals("ok", get(health.resolve("/livez")).body().strip());
      assertEquals(200, get(health.resolve("/startupz")).statusCode());
      assertEquals(404, get(health.resolve("/nowhere")).statusCode());
      String page = get(run.address("prometheus")).body();
      assertTrue(page.contains("target_info{"), page);
      assertTrue(page.contains("service_name=\"shop\""), page);
      assertTrue(page.contains("obs_lane_offered_total{"), page);
      assertTrue(page.contains("system_memory_usage_bytes{"), page);
      assertEquals(
          page.isEmpty(), get(health.resolve("/metrics"), "Accept", "text/plain").body().isEmpty());
      assertEquals(0, run.terminate(), run::toString);
      assertTrue(run.out().contains("console logs"), run::toString);
    }
  }

  @Test
  void theApplicationRunsWhileABackendIsDownAndTheReportSaysWhatWasLost() throws Exception {
    configuration(
        """
        telemetry:
          shutdown: {deadline: 500ms}
          otlp: {endpoint: "http://127.0.0.1:1"}
          tracing: {schedule_delay: 50ms}
          metrics: {prometheus_port: 0}
        health: {port: 0}
        """);
    try (ImageProcess demo = ImageProcess.run(folder, "demo", "--once")) {
      assertEquals(0, demo.exitCode(), demo::toString);
      List<String> own =
          demo.json().stream().filter(line -> line.contains("otlp traces cannot deliver")).toList();
      assertEquals(1, own.size(), () -> "one line for each cause and minute: " + demo);
      assertTrue(own.getFirst().contains("refused"), own::toString);
      assertTrue(
          demo.out()
              .lines()
              .anyMatch(
                  line -> line.matches("otlp traces +\\d+ +0 +0 +0 +0 +\\d+ \\(shutdown\\).*")),
          demo::toString);
    }
  }

  @Test
  void checkShowsEveryValueWithItsOriginAndNoSecret() throws Exception {
    configuration(
        """
        telemetry:
          service_name: ${NAME}
          otlp: {endpoint: "http://collector:4318", headers: {authorization: "Bearer abc"}}
        """);
    Map<String, String> environment =
        Map.of("NAME", "shop", "OTEL_METRIC_EXPORT_INTERVAL", "15000");
    try (ImageProcess check = ImageProcess.start(folder, environment, "check")) {
      assertEquals(0, check.exitCode(), check::toString);
      assertRow(check, "telemetry\\.otlp\\.endpoint +http://collector:4318 .*:3.*");
      assertRow(
          check, "telemetry\\.metrics\\.collection_interval +15s .*OTEL_METRIC_EXPORT_INTERVAL.*");
      assertRow(check, "telemetry\\.tracing\\.sample_rate +1 +default.*");
      assertTrue(!check.out().contains("abc"), check::toString);
    }
  }

  private static void assertRow(ImageProcess check, String pattern) {
    assertTrue(
        check.out().lines().anyMatch(line -> line.matches(pattern)), () -> pattern + "\n" + check);
  }

  @Test
  void modulesListsEveryExtensionOfTheImage() throws Exception {
    try (ImageProcess modules = ImageProcess.run(folder, "modules", "--json")) {
      assertEquals(0, modules.exitCode(), modules::toString);
      JsonNode all = json.readTree(modules.out());
      List<String> found = new java.util.ArrayList<>();
      all.forEach(node -> {
        assertEquals("image", node.get("origin").asText());
        assertEquals("0.1.0", node.get("version").asText());
        found.add(
            node.get("kind").asText()
                + " "
                + node.get("type").asText()
                + " "
                + node.get("state").asText());
      });
      assertTrue(found.contains("trace sink otlp available"), found::toString);
      assertTrue(found.contains("trace sink zipkin available"), found::toString);
      assertTrue(found.contains("metric sink prometheus selected"), found::toString);
      assertTrue(found.contains("log sink elasticsearch available"), found::toString);
      assertTrue(found.contains("log sink console selected"), found::toString);
      assertTrue(found.contains("probe cpu selected"), found::toString);
      assertTrue(found.contains("endpoint health-http selected"), found::toString);
    }
  }

  @Test
  void theSeedsConfigurationLoadsUnchanged() throws Exception {
    Path seed = folder.resolve("seed.yaml");
    try (var in = RunIT.class.getResourceAsStream("/seed-telemetry.yaml")) {
      Files.copy(java.util.Objects.requireNonNull(in), seed);
    }
    try (ImageProcess check = ImageProcess.run(folder, "check", "--config", seed.toString())) {
      assertEquals(0, check.exitCode(), check::toString);
      assertRow(check, "telemetry\\.tracing\\.sample_rate +0\\.1 .*seed.yaml:9.*");
      assertRow(check, "telemetry\\.otlp\\.endpoint +http://jaeger:4318 .*");
      assertRow(check, "telemetry\\.prometheus\\.port +9090 .*");
      assertTrue(check.out().contains("6831"), "reports the effect of the retired port");
    }
  }
}
