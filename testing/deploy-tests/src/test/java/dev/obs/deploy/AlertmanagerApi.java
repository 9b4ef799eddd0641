package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// A client that posts alerts as Prometheus does, and queries their state.
final class AlertmanagerApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI alerts;

  AlertmanagerApi(URI server) {
    this.alerts = server.resolve("/api/v2/alerts");
  }

  /// @param labels the labels of one alert
  void post(Map<String, String> labels) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(alerts)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(JSON.writeValueAsString(List.of(Map.of("labels", labels)))))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
  }

  /// Returns whether another alert inhibits the one with these labels.
  boolean isHeldBack(Map<String, String> labels) throws IOException, InterruptedException {
    String body =
        client.send(HttpRequest.newBuilder(alerts).build(), BodyHandlers.ofString()).body();
    JsonNode wanted = JSON.valueToTree(labels);
    return StreamSupport.stream(JSON.readTree(body).spliterator(), false)
        .filter(alert -> alert.get("labels").equals(wanted))
        .anyMatch(alert -> !alert.at("/status/inhibitedBy").isEmpty());
  }

  @Override
  public void close() {
    client.close();
  }
}
