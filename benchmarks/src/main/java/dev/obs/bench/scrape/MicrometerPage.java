package dev.obs.bench.scrape;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/// The page of Micrometer's registry behind the JDK's server.
final class MicrometerPage implements AutoCloseable {
  private final PrometheusMeterRegistry registry;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  MicrometerPage(PrometheusMeterRegistry registry) throws IOException {
    this.registry = registry;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/metrics", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      ByteArrayOutputStream page = new ByteArrayOutputStream(1 << 16);
      registry.scrape(page, exchange.getRequestHeaders().getFirst("Accept"));
      String encoding = exchange.getRequestHeaders().getFirst("Accept-Encoding");
      if (encoding != null && encoding.contains("gzip")) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
          page.writeTo(out);
        }
      } else {
        exchange.sendResponseHeaders(200, page.size());
        page.writeTo(exchange.getResponseBody());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
