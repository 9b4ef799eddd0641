package dev.obs.http.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.FakeServer.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static final byte[] BODY = "body".getBytes(UTF_8);

  @Test
  void saysThatAConnectionWasRefused() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertEquals("connection refused", failure(URI.create("http://localhost:" + port)));
  }

  @Test
  void saysThatAHostIsUnknown() {
    assertEquals("unknown host jaeger.invalid", failure(URI.create("http://jaeger.invalid:4318")));
  }

  @Test
  void saysThatAServerHungUp() throws Exception {
    try (RawServer raw = new RawServer("")) {
      assertEquals("connection closed without an answer", failure(raw.uri()));
    }
  }

  @Test
  void saysThatAnAnswerIsNotHttpAndDoesNotRepeatIt() throws Exception {
    try (RawServer raw = new RawServer("SSH-2.0-OpenSSH_9.2p1\r\n\r\n")) {
      assertEquals("the answer is not HTTP", failure(raw.uri()));
    }
  }

  @Test
  void refusesAnAnswerWithEndlessHeaders() throws Exception {
    String headers = ("x-bomb: " + "b".repeat(1_000) + "\r\n").repeat(4_000);
    try (RawServer raw = new RawServer("HTTP/1.1 200 OK\r\n" + headers + "\r\n")) {
      assertEquals("the answer is not HTTP", failure(raw.uri()));
    }
  }

  @Test
  void saysThatTlsFailedWhereTheServerSpeaksPlainHttp() throws Exception {
    try (RawServer raw = new RawServer("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      URI uri = URI.create(raw.uri().toString().replace("http:", "https:"));
      assertTrue(failure(uri).startsWith("tls failed: "), failure(uri));
    }
  }

  @Test
  void givesUpAfterTheTimeoutWhereNobodyAnswers() throws Exception {
    try (FakeServer server = FakeServer.start()) {
      server.answer(_ -> {
        Thread.sleep(Duration.ofMinutes(1));
        return new Reply(200);
      });
      assertTimeout(server.uri("/"));
    }
  }

  @Test
  void hangsUpAfterTheTimeoutWhereAnAnswerDripsForEver() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread dripping = Thread.ofVirtual().start(() -> drip(listener));
      URI uri = URI.create("http://localhost:" + listener.getLocalPort());
      try (HttpSender sender = HttpSender.to(uri).timeout(Duration.ofMillis(600)).build()) {
        IOException late = assertThrows(IOException.class, () -> sender.send(BODY));
        assertEquals("timed out after 600 ms", late.getMessage());
        assertTrue(dripping.join(Duration.ofSeconds(10)), "the connection is closed");
      }
    }
  }

  @Test
  void givesUpConnectingWhereNobodyAccepts() throws Exception {
    // a full backlog: the kernel drops further attempts to connect
    List<Socket> filling = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 3; i++) {
        Socket socket = new Socket();
        filling.add(socket);
        try {
          socket.connect(deaf.getLocalSocketAddress(), 200);
        } catch (IOException full) {
          break;
        }
      }
      try (HttpSender sender =
          HttpSender.to(URI.create("http://127.0.0.1:" + deaf.getLocalPort()))
              .connectTimeout(Duration.ofMillis(300))
              .build()) {
        assertEquals(
            "no connection within 300 ms",
            assertThrows(IOException.class, () -> sender.send(BODY)).getMessage());
      }
    } finally {
      for (Socket socket : filling) {
        socket.close();
      }
    }
  }

  @Test
  void anInterruptHangsUp() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpSender sender =
            HttpSender.to(URI.create("http://localhost:" + listener.getLocalPort())).build()) {
      Thread caller = Thread.ofPlatform().start(() -> record(sender, thrown));
      try (Socket connection = listener.accept()) {
        connection.setSoTimeout(10_000);
        assertTrue(connection.getInputStream().read() > 0);
        caller.interrupt();
        connection.getInputStream().readAllBytes(); // returns when the client has hung up
      }
      assertTrue(caller.join(Duration.ofSeconds(5)));
      assertInstanceOf(InterruptedException.class, thrown.get());
    }
  }

  @Test
  void closingAbortsWhatIsUnderWayAndLeavesNoThread() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (FakeServer server = FakeServer.start()) {
      HttpSender sender = HttpSender.to(server.uri("/")).build();
      assertFalse(clientThreadExists(), "no thread before the first request");
      server.answer(_ -> {
        arrived.countDown();
        Thread.sleep(Duration.ofMinutes(1));
        return new Reply(200);
      });
      Thread caller = Thread.ofPlatform().start(() -> record(sender, thrown));
      arrived.await();
      long before = System.nanoTime();
      sender.close();
      assertTrue(System.nanoTime() - before < Duration.ofSeconds(2).toNanos());
      assertTrue(caller.join(Duration.ofSeconds(5)));
      assertInstanceOf(IOException.class, thrown.get());
      await().until(() -> !clientThreadExists());
      IOException late = assertThrows(IOException.class, () -> sender.send(BODY));
      assertEquals("sender is closed", late.getMessage());
    }
  }

  @Test
  void readsCausesThatLeadToThemselvesOrThrow() {
    Exception one = new Exception("one");
    one.initCause(new Exception("two", one));
    assertEquals("request failed", reason(one));
    assertEquals(
        "request failed",
        reason(
            new Exception() {
              @Override
              public synchronized Throwable getCause() {
                throw new IllegalStateException("no cause");
              }
            }));
  }

  private static String reason(Throwable cause) {
    return Failure.of(cause, "localhost", Duration.ZERO).getMessage();
  }

  private static void record(HttpSender sender, AtomicReference<Throwable> thrown) {
    try {
      sender.send(BODY);
    } catch (IOException | InterruptedException expected) {
      thrown.set(expected);
    }
  }

  private static boolean clientThreadExists() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("obs-http-"));
  }

  private static void drip(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(UTF_8);
      socket.getOutputStream().write(head);
      while (true) {
        socket.getOutputStream().write('x');
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException gone) {
      // the client hung up
    }
  }

  private static void assertTimeout(URI uri) throws Exception {
    try (HttpSender sender = HttpSender.to(uri).timeout(Duration.ofMillis(600)).build()) {
      long before = System.nanoTime();
      IOException late = assertThrows(IOException.class, () -> sender.send(BODY));
      assertEquals("timed out after 600 ms", late.getMessage());
      assertTrue(System.nanoTime() - before < Duration.ofSeconds(5).toNanos());
    }
  }

  private static String failure(URI uri) {
    try (HttpSender sender = HttpSender.to(uri).build()) {
      return assertThrows(IOException.class, () -> sender.send(BODY)).getMessage();
    }
  }
}
