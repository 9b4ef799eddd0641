package dev.obs.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that refuses every request and repeats its URL and headers in the response, as
/// debugging proxies and error pages do.
final class EchoServer implements AutoCloseable {
  private static final Pattern ITEM = Pattern.compile("\\{\"create\":");

  private final HttpServer server;
  private final int status;

  /// @param status the status of the responses; with 200 only the items of Elasticsearch's bulk
  ///   requests are refused
  EchoServer(int status) throws IOException {
    this.status = status;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    // the secret comes first, because long reasons are cut
    StringBuilder echo = new StringBuilder("refused");
    for (String name : List.of("Authorization", "X-key", "X-token")) {
      echo.append(' ').append(exchange.getRequestHeaders().get(name));
    }
    echo.append(' ').append(exchange.getRequestURI());
    String text = echo.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    boolean bulk = exchange.getRequestURI().getPath().endsWith("_bulk");
    byte[] body = (bulk ? bulk(request, text) : error(text)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/?" + text.replace(' ', '+'));
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /// Returns OTLP's status, or the error format of other servers.
  private static String error(String text) {
    return "{\"code\":3,\"message\":\"%1$s\",\"error\":{\"type\":\"refused\",\"reason\":\"%1$s\"}}"
        .formatted(text);
  }

  private String bulk(String request, String text) {
    if (status != 200) {
      return error(text);
    }
    StringBuilder items = new StringBuilder();
    Matcher item = ITEM.matcher(request);
    while (item.find()) {
      items
          .append(items.isEmpty() ? "" : ",")
          .append(
              """
              {"create":{"status":400,"error":{"type":"document_parsing_exception","reason":"%s"}}}\
              """
                  .formatted(text));
    }
    return "{\"errors\":true,\"items\":[" + items + "]}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
