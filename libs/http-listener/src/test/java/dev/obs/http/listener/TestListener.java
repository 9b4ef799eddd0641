package dev.obs.http.listener;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.obs.testkit.RecordingLogger;
import io.opentelemetry.api.metrics.MeterProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A listener with the page `/echo` and others, with its log and a client.
final class TestListener implements AutoCloseable {
  private final RecordingLogger logger = new RecordingLogger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpListener listener;

  TestListener(Map<String, Handler> more) throws IOException {
    Map<String, Handler> handlers = new HashMap<>(more);
    handlers.put("/echo", request -> Response.text(200, request.path() + "|" + request.query()));
    listener =
        HttpListener.open(
            new InetSocketAddress("127.0.0.1", 0),
            List.of(),
            Limits.of(1024, 1024, 1 << 24),
            handlers,
            MeterProvider.noop().get(""),
            logger);
  }

  RecordingLogger logger() {
    return logger;
  }

  HttpClient client() {
    return client;
  }

  HttpListener listener() {
    return listener;
  }

  URI address() {
    return listener.address();
  }

  /// Requests a page, which must not be compressed.
  HttpResponse<String> get(String path) throws Exception {
    HttpResponse<String> response = send(request(path).GET());
    assertNull(response.headers().firstValue("Content-Encoding").orElse(null));
    return response;
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    listener.close();
    client.close();
  }
}
