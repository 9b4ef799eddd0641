package dev.obs.http.listener;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.testkit.RecordingLogger;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
  private static final byte[] LARGE = new byte[20_000_000];

  private final List<Socket> sockets = new ArrayList<>();
  private HttpListener listener;

  @BeforeEach
  void open() throws IOException {
    listener =
        HttpListener.open(
            new InetSocketAddress("127.0.0.1", 0),
            Map.of(
                "/",
                request -> Response.text(200, "ok"),
                "/large",
                request -> new Response(200, "text/plain", LARGE)),
            new RecordingLogger());
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    listener.close();
  }

  @Test
  void halfOpenConnectionsStallNobodyAndAreClosed() throws Exception {
    long opened = System.nanoTime();
    for (int i = 0; i < 70; i++) {
      connect(""); // says nothing
      connect("GET / HTTP/1.1\r\nHost: x\r\n"); // never ends its header
      connect("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"); // never reads the answer
    }
    long start = System.nanoTime();
    assertAnswers();
    assertTrue(millisSince(start) < 4000, "took " + millisSince(start) + " ms");
    List<Socket> mute = new ArrayList<>();
    for (int i = 0; i < sockets.size(); i++) {
      if (i % 3 != 2) {
        mute.add(sockets.get(i));
      }
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> mute.stream().allMatch(this::closed));
    assertTrue(millisSince(opened) >= 3_000, "cut off too early: " + millisSince(opened) + " ms");
  }

  @Test
  void aRequestThatDripsIsCutOff() throws Exception {
    Socket socket = connect("GET / HTTP/1.1\r\n");
    long start = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          try {
            socket.getOutputStream().write('x');
            return closed(socket);
          } catch (IOException reset) {
            return true;
          }
        });
    assertTrue(millisSince(start) >= 3_000, "cut off too early: " + millisSince(start) + " ms");
    assertAnswers();
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAndTheRestServed() throws Exception {
    for (int i = 0; i < 1023; i++) {
      connect("");
    }
    Socket last = connect("");
    Socket beyond = connect("");
    await().until(() -> closed(beyond));
    last.setSoTimeout(10_000);
    last.getOutputStream().write(request("/"));
    assertEquals('H', last.getInputStream().read());
  }

  private void assertAnswers() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", listener.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request("/"));
      String answer = new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
      assertEquals("HTTP/1.1 200 OK", answer);
    }
  }

  private Socket connect(String start) throws IOException {
    Socket socket = new Socket("127.0.0.1", listener.address().getPort());
    sockets.add(socket);
    socket.setSoTimeout(1);
    socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private boolean closed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static byte[] request(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
