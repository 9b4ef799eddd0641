package dev.obs.exporter.elasticsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.it.ElasticsearchServer;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/// A real Elasticsearch with requests to look into it.
final class Cluster implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final ElasticsearchServer server = ElasticsearchServer.start();

  ElasticsearchServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }

  TestContext context() {
    return new TestContext().with(ElasticsearchSettings.HOSTS, List.of(server.uri()));
  }

  static ExportResult export(TestContext context, List<LogRecordData> batch) throws Exception {
    try (Exporter<LogRecordData> exporter = new ElasticsearchLogSink().open(context)) {
      return exporter.export(batch);
    }
  }

  /// Puts a template for data streams, which this server lacks.
  void template(String layout) throws Exception {
    try (InputStream body = Cluster.class.getResourceAsStream("/" + layout + ".json")) {
      send("PUT", "/_index_template/" + layout, new String(body.readAllBytes()));
    }
  }

  JsonNode search(String target, String field, Object value) throws Exception {
    return query(target, Map.of("term", Map.of(field, value)));
  }

  JsonNode query(String target, Map<String, Object> query) throws Exception {
    refresh(target);
    return send("POST", "/" + target + "/_search", JSON.writeValueAsString(Map.of("query", query)))
        .at("/hits/hits");
  }

  int count(String target) throws Exception {
    refresh(target);
    return get("/" + target + "/_count").get("count").intValue();
  }

  JsonNode get(String path) throws Exception {
    return send("GET", path, "");
  }

  JsonNode send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  private void refresh(String target) throws Exception {
    send("POST", "/" + target + "/_refresh", "");
  }
}
