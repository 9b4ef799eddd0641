package dev.obs.http.listener;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/// Finds the handler of a path and sends its answer.
///
/// An [IOException] of the client's connection is thrown on: only then does the server strike the
/// connection from its count.
final class Router implements HttpHandler {
  /// The server copies what it is given twice; larger bodies go out in pieces.
  private static final int PIECE = 64 * 1024;

  private final Map<String, Route> routes;

  Router(Map<String, Route> routes) {
    this.routes = Map.copyOf(routes);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    boolean head = method.equals("HEAD");
    Route route = routes.get(exchange.getRequestURI().getPath());
    Response response;
    if (route == null) {
      response = Response.text(404, "not found\n");
    } else if (!head && !method.equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      response = Response.text(405, "method not allowed\n");
    } else {
      response = route.answer(request(exchange));
    }
    send(exchange, response, head);
  }

  private static Request request(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return new Request(
        exchange.getRequestURI().getPath(), query == null ? "" : query, header(exchange, "Accept"));
  }

  private static void send(HttpExchange exchange, Response response, boolean head)
      throws IOException {
    byte[] body = response.body();
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", response.contentType());
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    if (ContentCoding.wantsGzip(header(exchange, "Accept-Encoding"), body.length)) {
      headers.set("Content-Encoding", "gzip");
      body = ContentCoding.gzip(body);
    }
    if (head) {
      headers.set("Content-Length", Integer.toString(body.length));
    }
    boolean empty = head || body.length == 0;
    exchange.sendResponseHeaders(response.status(), empty ? -1 : body.length);
    if (!empty) {
      OutputStream out = exchange.getResponseBody();
      for (int sent = 0; sent < body.length; sent += PIECE) {
        out.write(body, sent, Math.min(PIECE, body.length - sent));
      }
      out.close();
    }
  }

  /// All lines of a header as one.
  private static String header(HttpExchange exchange, String name) {
    List<String> lines = exchange.getRequestHeaders().get(name);
    return lines == null ? "" : String.join(",", lines);
  }
}
