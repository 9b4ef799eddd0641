package dev.obs.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.obs.it.ElasticsearchServer;
import dev.obs.it.PrometheusServer;
import dev.obs.it.ZipkinServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo in the linked image, verified in real backends.
class BackendsIT {
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<Metric> metrics = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  @Test
  void everyBackendHasWhatTheDemoDid() throws Exception {
    assumeTrue(
        PrometheusServer.isInstalled() || "true".equals(System.getenv("CI")),
        "prometheus is not installed: apt-get install prometheus");
    HttpServer collector = collector();
    try (ElasticsearchServer elasticsearch = ElasticsearchServer.start();
        ZipkinServer zipkin = ZipkinServer.start();
        ImageProcess demo =
            ImageProcess.start(folder, configuration(collector, elasticsearch, zipkin), "demo");
        PrometheusServer prometheus = PrometheusServer.start(demo.address("prometheus"))) {
      JsonNode line = firstLine(demo);
      String trace = line.get("trace_id").asText();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() ->
              names(get(zipkin.uri().resolve("/api/v2/trace/" + trace))).contains("generate_docs"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() ->
              get(elasticsearch.uri().resolve("/logs-demo/_search?q=trace_id:" + trace))
                  .at("/hits/hits")
                  .findValuesAsText("message")
                  .contains(line.get("message").asText()));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() ->
              get(prometheus
                          .uri()
                          .resolve(
                              "/api/v1/query?query=operation_duration_seconds_count%7Boperation=%22generate_docs%22%7D"))
                      .at("/data/result/0/value/1")
                      .asInt()
                  > 0);
      assertEquals(0, demo.terminate(), demo::toString);
      assertTrue(
          spans.stream().anyMatch(span -> span.getName().equals("generate_docs")),
          () -> "" + spans);
      assertTrue(
          metrics.stream().anyMatch(metric -> metric.getName().equals("openapi.routes.documented")),
          () -> "" + metrics);
      assertTrue(
          metrics.stream().anyMatch(metric -> metric.getName().equals("system.memory.usage")));
      for (String lane :
          List.of("otlp traces", "zipkin traces", "otlp metrics", "elasticsearch logs")) {
        assertTrue(
            demo.out().lines().anyMatch(row -> row.matches(lane + " +(\\d+) +\\1 +0 +0 +0 +0")),
            () -> lane + " delivered all, refused and dropped none: " + demo);
      }
    } finally {
      collector.stop(0);
    }
  }

  private Map<String, String> configuration(
      HttpServer collector, ElasticsearchServer elasticsearch, ZipkinServer zipkin)
      throws IOException {
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          tracing: {exporters: [otlp, zipkin], schedule_delay: 100ms}
          metrics: {exporters: [prometheus, otlp], prometheus_port: 0, collection_interval: 1s}
          logging: {exporters: [console, elasticsearch], schedule_delay: 100ms}
          otlp: {endpoint: "http://127.0.0.1:%d", compression: none}
          zipkin: {endpoint: "${ZIPKIN}"}
          elasticsearch: {hosts: ["${ELASTICSEARCH}"], index: logs-demo}
        health: {port: 0}
        """
            .formatted(collector.getAddress().getPort()));
    return Map.of(
        "ZIPKIN",
        zipkin.uri().resolve("/api/v2/spans").toString(),
        "ELASTICSEARCH",
        elasticsearch.uri().toString());
  }

  /// Returns a server that decodes OTLP with the classes generated from OpenTelemetry's own proto
  /// files.
  private HttpServer collector() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .forEach(scope -> spans.addAll(scope.getSpansList()));
          } else {
            ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .forEach(scope -> metrics.addAll(scope.getMetricsList()));
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private JsonNode firstLine(ImageProcess demo) throws IOException {
    await().atMost(Duration.ofSeconds(30)).until(() -> traced(demo).findAny().isPresent());
    return json.readTree(traced(demo).findFirst().orElseThrow());
  }

  private static java.util.stream.Stream<String> traced(ImageProcess demo) {
    return demo.json().stream().filter(line -> line.contains("\"trace_id\""));
  }

  private static List<String> names(JsonNode spans) {
    return spans.findValuesAsText("name");
  }

  private JsonNode get(URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == 200
        ? json.readTree(answer.body())
        : json.missingNode(); // not there yet
  }
}
