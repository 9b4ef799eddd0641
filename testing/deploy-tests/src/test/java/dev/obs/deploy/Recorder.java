package dev.obs.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// A server that records every post: every receiver of Alertmanager, and a backend that never
/// fails.
final class Recorder implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Post> posts = new CopyOnWriteArrayList<>();

  Recorder() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::keep);
    server.start();
  }

  /// A posted JSON document.
  record Post(String path, String authorization, JsonNode body) {}

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Returns the posts below a path that contain some words.
  Stream<Post> posts(String path, String words) {
    return posts.stream()
        .filter(post -> post.path().startsWith(path))
        .filter(post -> post.body().toString().contains(words));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void keep(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
      if (type.startsWith("application/json")) {
        posts.add(
            new Post(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                JSON.readTree(body)));
      }
      boolean pagerDuty = exchange.getRequestURI().getPath().startsWith("/pagerduty");
      exchange.sendResponseHeaders(pagerDuty ? 202 : 200, -1);
    }
  }
}
