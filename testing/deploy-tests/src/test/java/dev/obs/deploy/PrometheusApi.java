package dev.obs.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A client that sends the queries of Grafana's data source to a Prometheus.
final class PrometheusApi implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration RANGE = Duration.ofMinutes(10);
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?:(.+),\\s*)?([a-zA-Z_][a-zA-Z0-9_]*)\\)");
  private static final Pattern LABEL_NAMES = Pattern.compile("label_names\\((.+)\\)");

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final URI server;

  PrometheusApi(URI server) {
    this.server = server;
  }

  /// Returns whether a query of a panel has a result with a number.
  ///
  /// @throws IllegalArgumentException if Prometheus rejects the query
  boolean hasData(JsonNode target, String promql) throws IOException, InterruptedException {
    JsonNode answer =
        target.path("range").asBoolean()
            ? post("query_range", with(range(), "query", promql, "step", "5"))
            : post("query", Map.of("query", promql));
    for (JsonNode series : answer.get("result")) {
      for (JsonNode sample :
          series.has("values") ? series.get("values") : List.of(series.get("value"))) {
        if (!sample.get(1).asText().equals("NaN")) {
          return true;
        }
      }
    }
    return false;
  }

  /// Returns the trace ids of the exemplars that belong to a query.
  List<String> traceIds(String promql) throws IOException, InterruptedException {
    return post("query_exemplars", with(range(), "query", promql)).findValuesAsText("trace_id");
  }

  /// Returns the values of a variable, in order.
  List<String> values(String query) throws IOException, InterruptedException {
    Matcher values = LABEL_VALUES.matcher(query);
    Matcher names = LABEL_NAMES.matcher(query);
    if (values.matches()) {
      return texts(get("label/" + values.group(2) + "/values", values.group(1)));
    }
    if (names.matches()) {
      return texts(get("labels", "{__name__=~\".*" + names.group(1) + ".*\"}"));
    }
    throw new IllegalArgumentException("no query of a variable: " + query);
  }

  @Override
  public void close() {
    client.close();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).sorted().toList();
  }

  private static Map<String, String> range() {
    Instant now = Instant.now();
    return Map.of("start", now.minus(RANGE).toString(), "end", now.toString());
  }

  private static Map<String, String> with(Map<String, String> parameters, String... more) {
    Map<String, String> all = new HashMap<>(parameters);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private JsonNode get(String path, String selector) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(
            server.resolve("/api/v1/" + path + "?" + form(Map.of("match[]", selector)))));
  }

  private JsonNode post(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(server.resolve("/api/v1/" + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(parameters))));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalArgumentException(response.body());
    }
    return json.readTree(response.body()).get("data");
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
