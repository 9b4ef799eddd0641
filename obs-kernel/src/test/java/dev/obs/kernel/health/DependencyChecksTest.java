package dev.obs.kernel.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.obs.model.HealthStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DependencyChecksTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Test
  void aPortThatAcceptsIsUpAndOneThatDoesNotIsDown() throws IOException, InterruptedException {
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
  void theStatusOfAnHttpDependencyDecidesAndRedirectsAreNotFollowed()
      throws IOException, InterruptedException {
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

  @Test
  void theUserOfAUrlIsAuthenticated() throws IOException, InterruptedException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.createContext(
        "/",
        exchange -> {
          String user = exchange.getRequestHeaders().getFirst("Authorization");
          exchange.sendResponseHeaders("Basic dTpwQHNz".equals(user) ? 204 : 401, -1);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      URI uri = URI.create("http://u:p%40ss@127.0.0.1:" + port + "/");
      assertEquals(Map.of("status", "204"), new HttpCheck(uri, LIMIT).check().details());
    } finally {
      server.stop(0);
    }
  }

  private static HealthStatus http(HttpServer server, int status) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + status);
    return new HttpCheck(uri, LIMIT).check();
  }

  @Test
  void aServerThatNeverAnswersIsDownInTime() throws IOException, InterruptedException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      assertEquals(
          "50", new HttpCheck(uri, Duration.ofMillis(50)).check().details().get("timeout_ms"));
    }
  }

  @Test
  void aServerThatNeverEndsItsAnswerIsDownInTimeAndItsConnectionIsClosed() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FutureTask<Boolean> closed = new FutureTask<>(() -> drip(slow));
      Thread.ofVirtual().start(closed);
      URI uri = URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/");
      HealthStatus status = new HttpCheck(uri, Duration.ofMillis(300)).check();
      assertEquals(Map.of("timeout_ms", "300"), status.details());
      assertTrue(closed.get(30, TimeUnit.SECONDS));
    }
  }

  /// Sends a header that never ends, each byte in time, until the client closes the connection.
  private static boolean drip(ServerSocket server) throws Exception {
    try (Socket client = server.accept()) {
      OutputStream out = client.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nx: ".getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write('x');
        Thread.sleep(10);
      }
    } catch (IOException closed) {
      return true;
    }
  }
}
