package dev.obs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An index of a real Elasticsearch, configured for throughput as an operator would: one shard, no
/// replica, no refresh without a request, a translog that is not synced for each request, and no
/// searchable field but the time.
final class Index implements AutoCloseable {
  private static final int PAGE = 10_000;
  private static final Pattern SCROLL_ID = Pattern.compile("\"_scroll_id\":\"([^\"]+)\"");
  private static final Pattern SEQUENCE = Pattern.compile("seq=(\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;
  private final String name;

  Index(URI server, String name) {
    this.server = server;
    this.name = name;
    call(
        "PUT",
        "/" + name,
        """
        {"settings": {"number_of_shards": 2, "number_of_replicas": 0, "refresh_interval": "-1",
                      "translog.durability": "async", "translog.flush_threshold_size": "1gb"},
         "mappings": {"dynamic": false, "properties": {"@timestamp": {"type": "date"}}}}
        """);
  }

  /// Returns the number of documents.
  long count() {
    refresh();
    return number(call("GET", "/" + name + "/_count", ""), "count");
  }

  /// Returns the number of documents that Elasticsearch refused to create because they existed.
  long conflicts() {
    return number(
        call("GET", "/" + name + "/_stats/indexing", ""), "index_failed_due_to_version_conflict");
  }

  /// Returns every document's sequence number, with duplicates counted as such.
  Ledger ledger() {
    refresh();
    Ledger ledger = new Ledger();
    String page =
        call(
            "POST",
            "/" + name + "/_search?scroll=5m&filter_path=_scroll_id,hits.hits._source.message",
            "{\"size\": " + PAGE + ", \"sort\": [\"_doc\"], \"_source\": [\"message\"]}");
    String scroll = "";
    while (page.contains("\"hits\"")) {
      ledger.take(
          SEQUENCE
              .matcher(page)
              .results()
              .mapToLong(hit -> Long.parseLong(hit.group(1)))
              .toArray());
      scroll = text(page, SCROLL_ID);
      page =
          call(
              "POST",
              "/_search/scroll?filter_path=_scroll_id,hits.hits._source.message",
              "{\"scroll\": \"5m\", \"scroll_id\": \"" + scroll + "\"}");
    }
    return ledger;
  }

  private void refresh() {
    call("POST", "/" + name + "/_refresh", "");
  }

  private String call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(method + " " + path + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private static long number(String json, String name) {
    return Long.parseLong(text(json, Pattern.compile("\"" + name + "\":(\\d+)")));
  }

  private static String text(String json, Pattern pattern) {
    Matcher found = pattern.matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern + " in " + json);
    }
    return found.group(1);
  }

  @Override
  public void close() {
    client.close();
  }
}
