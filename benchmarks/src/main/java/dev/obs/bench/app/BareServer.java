package dev.obs.bench.app;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// The floor for a start: the JDK's server with `/health`.
public final class BareServer {
  private static final byte[] UP = "{\"status\":\"UP\"}".getBytes(StandardCharsets.US_ASCII);

  private BareServer() {}

  /// Starts the server.
  ///
  /// @param arguments the port
  public static void main(String[] arguments) throws IOException {
    start(
        Integer.parseInt(arguments[0]),
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, UP.length);
            exchange.getResponseBody().write(UP);
          }
        });
  }

  static void start(int port, HttpHandler health) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    server.createContext("/health", health);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  static byte[] up() {
    return UP.clone();
  }
}
