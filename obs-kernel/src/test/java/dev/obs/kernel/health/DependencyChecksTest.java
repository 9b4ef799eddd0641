package dev.obs.kernel.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DependencyChecksTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Test
  void aPortThatAcceptsIsUpAndOneThatDoesNotIsDown() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertTrue(new TcpCheck("127.0.0.1", port, LIMIT).check().up());
    }
    assertEquals(
        "ConnectException", new TcpCheck("127.0.0.1", port, LIMIT).check().details().get("error"));
    assertFalse(new TcpCheck("no.such.host.invalid", 1, LIMIT).check().up());
  }

  @Test
  void theStatusOfAnHttpDependencyDecidesAndRedirectsAreNotFollowed() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.createContext(
        "/",
        exchange -> {
          int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          exchange.getResponseHeaders().add("Location", "/500");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      assertTrue(http(server, 204).up());
      assertTrue(http(server, 302).up());
      assertFalse(http(server, 404).up());
      assertEquals("503", http(server, 503).details().get("status"));
    } finally {
      server.stop(0);
    }
    assertFalse(http(server, 204).up());
  }

  private static dev.obs.spi.HealthStatus http(HttpServer server, int status) {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + status);
    return new HttpCheck(uri, LIMIT).check();
  }

  @Test
  void aServerThatNeverAnswersIsDownInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      assertEquals(
          "SocketTimeoutException",
          new HttpCheck(uri, Duration.ofMillis(50)).check().details().get("error"));
    }
  }
}
