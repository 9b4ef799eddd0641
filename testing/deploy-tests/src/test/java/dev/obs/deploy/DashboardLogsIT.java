package dev.obs.deploy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.it.AppProcess;
import dev.obs.it.ElasticsearchServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The log panels against a real Elasticsearch with the demo's logs: they must find the lines in
/// the index and by the fields of Grafana's provisioning.
class DashboardLogsIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ElasticsearchServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = ElasticsearchServer.start();
    // the mappings of Elasticsearch's own templates for logs-*-*, which this assembly lacks
    send(
        HttpRequest.newBuilder(server.uri().resolve("/_index_template/logs"))
            .PUT(
                BodyPublishers.ofString(
                    """
                    {
                      "index_patterns": ["logs-*"],
                      "data_stream": {},
                      "template": {
                        "settings": {"number_of_replicas": 0},
                        "mappings": {
                          "dynamic_templates": [
                            {"text": {
                              "match_mapping_type": "string", "mapping": {"type": "keyword"}}}
                          ],
                          "properties": {
                            "@timestamp": {"type": "date"},
                            "message": {"type": "text"}
                          }
                        }
                      }
                    }
                    """)));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    CLIENT.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "otel"})
  void thePanelsFindTheLinesOfAServiceAndOfATrace(String layout) throws Exception {
    String service = "service-" + layout;
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          service_name: %s
          metrics: {prometheus_port: 0}
          logging: {exporters: [console, elasticsearch], schedule_delay: 100ms}
          elasticsearch: {hosts: ["%s"], layout: %s}
        health: {port: 0}
        """
            .formatted(service, server.uri(), layout));
    try (AppProcess demo = AppProcess.ofImage(Deployment.IMAGE, folder, Map.of(), "demo")) {
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> {
            List<JsonNode> lines = search(query("Log lines of the service"), service, "");
            assertTrue(lines.stream().anyMatch(line -> line.has("trace_id")), demo.log());
          });
      String trace =
          search(query("Log lines of the service"), service, "").stream()
              .filter(line -> line.has("trace_id"))
              .findFirst()
              .orElseThrow()
              .get("trace_id")
              .asText();

      List<JsonNode> lines = search(query("Log lines of the trace"), service, trace);

      assertTrue(!lines.isEmpty());
      for (JsonNode line : lines) {
        assertEquals(trace, line.get("trace_id").asText());
        if (layout.equals("ecs")) {
          assertTrue(line.has(option("logMessageField")), line::toString);
          assertTrue(line.has(option("logLevelField")), line::toString);
        }
      }
      assertEquals(List.of(), search(query("Log lines of the service"), "another", ""));
    }
  }

  private static JsonNode query(String panel) throws IOException {
    return DashboardFiles.queries("elasticsearch").stream()
        .filter(query -> query.where().contains(" / " + panel + " / "))
        .findFirst()
        .orElseThrow()
        .json();
  }

  private static String option(String name) throws IOException {
    return (String) DataSources.options("elasticsearch").get(name);
  }

  /// Queries as Grafana does for a panel of logs.
  private static List<JsonNode> search(JsonNode query, String service, String trace)
      throws Exception {
    String time = option("timeField");
    assertEquals(time, query.get("timeField").asText());
    String lucene =
        query.get("query").asText().replace("$service", service).replace("$trace_id", trace);
    Map<String, ?> range =
        Map.of(
            "gte",
            System.currentTimeMillis() - Duration.ofHours(1).toMillis(),
            "lte",
            System.currentTimeMillis() + 1000,
            "format",
            "epoch_millis");
    String body =
        JSON.writeValueAsString(
            Map.of(
                "size",
                Integer.parseInt(query.at("/metrics/0/settings/limit").asText()),
                "sort",
                List.of(Map.of(time, Map.of("order", "desc", "unmapped_type", "boolean"))),
                "query",
                Map.of(
                    "bool",
                    Map.of(
                        "filter",
                        List.of(
                            Map.of("range", Map.of(time, range)),
                            Map.of(
                                "query_string",
                                Map.of("analyze_wildcard", true, "query", lucene)))))));
    String index = URLEncoder.encode(option("index"), StandardCharsets.UTF_8);
    send(
        HttpRequest.newBuilder(server.uri().resolve("/" + index + "/_refresh"))
            .POST(BodyPublishers.noBody()));
    JsonNode hits =
        send(HttpRequest.newBuilder(server.uri().resolve("/" + index + "/_search"))
                .POST(BodyPublishers.ofString(body)))
            .at("/hits/hits");
    return StreamSupport.stream(hits.spliterator(), false).map(hit -> hit.get("_source")).toList();
  }

  private static JsonNode send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        CLIENT.send(
            request
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response::body);
    return JSON.readTree(response.body());
  }
}
