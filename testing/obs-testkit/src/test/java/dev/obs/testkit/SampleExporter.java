package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// An exporter that posts batches and reads the responses.
class SampleExporter implements Exporter<SpanData> {
  final URI endpoint;
  final String token;
  private HttpClient client;

  SampleExporter(URI endpoint, String token) {
    this.endpoint = endpoint;
    this.token = token;
  }

  @Override
  public ExportResult export(List<SpanData> batch) throws Exception {
    return result(send(body(batch)));
  }

  String body(List<SpanData> batch) {
    return batch.stream()
        .map(Received::of)
        .map(SampleJson::write)
        .collect(Collectors.joining(",", "[", "]"));
  }

  HttpResponse<String> send(String body) throws Exception {
    if (client == null) {
      client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
    URI plain =
        new URI(
            endpoint.getScheme(),
            null,
            endpoint.getHost(),
            endpoint.getPort(),
            endpoint.getPath(),
            null,
            null);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(plain)
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", token);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new IOException("no answer from the server", failed);
    }
  }

  ExportResult result(HttpResponse<String> response) {
    return switch (response.statusCode()) {
      case 200 -> {
        List<Item> items =
            response.body().isEmpty()
                ? List.of()
                : Json.list(Json.map(Json.parse(response.body())).get("refused")).stream()
                    .map(index -> new Item(((Long) index).intValue(), Verdict.REJECT, "refused"))
                    .toList();
        yield items.isEmpty()
            ? ExportResult.delivered()
            : new ExportResult.PerItem(items, Duration.ZERO);
      }
      case 429, 503 -> new ExportResult.Retry("http " + response.statusCode(), after(response));
      default -> new ExportResult.Rejected("http " + response.statusCode());
    };
  }

  Duration after(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() throws IOException {
    if (client != null) {
      client.shutdownNow();
      try {
        boolean _ = client.awaitTermination(Duration.ofSeconds(1));
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
