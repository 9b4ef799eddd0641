package dev.obs.http.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.Answer.Reading;
import dev.obs.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests and responses as they are on the wire.
class ExchangeTest {
  private static final byte[] BODY = "body".getBytes(UTF_8);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void aRequestHasItsLengthAndTheHost() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK);
        HttpSender sender =
            HttpSender.to(URI.create("http://localhost:" + server.port() + "/a/ü?x=1#part"))
                .header("X-One", new Secret("1"))
                .build()) {
      assertTrue(sender.send(BODY).isSuccess());
      assertEquals(
          "POST /a/%C3%BC?x=1 HTTP/1.1\r\nHost: localhost:"
              + server.port()
              + "\r\nX-One: 1\r\nContent-Length: 4\r\n\r\nbody",
          server.requests().getFirst());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok', ok, 1",
    "'HTTP/1.1 200\\r\\nContent-Length: 2, 2\\r\\n\\r\\nok', ok, 1",
    "'HTTP/1.1 200 OK\\nContent-Length:2\\n\\nok', ok, 1",
    "'HTTP/1.1 204 None\\r\\n\\r\\n', '', 1",
    "'HTTP/1.1 200 OK\\r\\nTransfer-Encoding:"
        + " Chunked\\r\\n\\r\\n1;x=y\\r\\no\\r\\n01\\r\\nk\\r\\n0\\r\\n\\r\\n', ok, 1",
    "'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nok\\r\\n0\\r\\nA: b\\r\\nC:"
        + " d\\r\\n\\r\\n', ok, 1",
    "'HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 103 Hints\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 200"
        + " OK\\r\\nContent-Length: 2\\r\\n\\r\\nok', ok, 1",
    "'HTTP/1.1 200 OK\\r\\nConnection: Close\\r\\nContent-Length: 2\\r\\n\\r\\nok', ok, 2",
    "'HTTP/1.0 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok', ok, 2",
    "'HTTP/1.0 200 OK\\r\\nConnection: keep-alive\\r\\nContent-Length: 2\\r\\n\\r\\nok', ok, 1",
    "'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok and more', ok, 2"
  })
  void aConnectionIsKeptAfterAWholeAnswer(String answer, String body, int connections)
      throws Exception {
    try (ScriptedServer server = new ScriptedServer(answer.translateEscapes());
        HttpSender sender = HttpSender.to(server.uri()).build()) {
      for (int i = 0; i < 2; i++) {
        Answer got = sender.send(BODY);
        assertEquals(Reading.WHOLE, got.reading());
        assertEquals(body, new String(got.body(), UTF_8));
      }
      assertEquals(2, server.requests().size());
      assertEquals(connections, server.connections());
    }
  }

  @Test
  void anAnswerWithoutALengthEndsWithItsConnection() throws Exception {
    try (RawServer raw = new RawServer("HTTP/1.1 200 OK\r\n\r\nok");
        HttpSender sender = HttpSender.to(raw.uri()).build()) {
      for (int i = 0; i < 2; i++) {
        assertEquals("ok", new String(sender.send(BODY).body(), UTF_8));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\n\r\nok",
        "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nA: b\r\n",
        "Transfer-Encoding: chunked\r\n\r\nx\r\nok\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n1\r\nok\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
      })
  void aDamagedBodyKeepsTheStatus(String rest) throws Exception {
    try (RawServer raw = new RawServer("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\n" + rest);
        HttpSender sender = HttpSender.to(raw.uri()).build()) {
      Answer answer = sender.send(BODY);
      assertEquals(503, answer.status());
      assertEquals(Reading.BROKEN, answer.reading());
      assertEquals(Duration.ofSeconds(7), answer.retryAfter());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 OK\r\n\r\n",
        "HTTP/1.1 20x\r\n\r\n",
        "HTTP/1.1 2000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: value\r\n\r\n",
        "HTTP/1.1 200 OK\r\n folded\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nok"
      })
  void aDamagedHeadIsNotHttp(String answer) throws Exception {
    try (RawServer raw = new RawServer(answer);
        HttpSender sender = HttpSender.to(raw.uri()).build()) {
      assertEquals(
          "the answer is not HTTP",
          assertThrows(IOException.class, () -> sender.send(BODY)).getMessage());
    }
  }

  @Test
  void endlessInterimAnswersEnd() throws Exception {
    try (RawServer raw = new RawServer("HTTP/1.1 100 Continue\r\n\r\n".repeat(10_000));
        HttpSender sender = HttpSender.to(raw.uri()).build()) {
      assertThrows(IOException.class, () -> sender.send(BODY));
    }
  }

  @Test
  void aRequestIsSentAgainIfItsKeptConnectionEnds() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK, "", OK);
        HttpSender sender = HttpSender.to(server.uri()).build()) {
      assertTrue(sender.send(BODY).isSuccess());
      assertTrue(sender.send(BODY).isSuccess());
      assertEquals(3, server.requests().size());
      assertEquals(server.requests().get(1), server.requests().get(2));
      assertEquals(2, server.connections());
    }
  }

  @Test
  void aRequestIsSentAgainOnlyOnce() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK, "", "", OK);
        HttpSender sender = HttpSender.to(server.uri()).build()) {
      assertTrue(sender.send(BODY).isSuccess());
      assertEquals(
          "connection closed without an answer",
          assertThrows(IOException.class, () -> sender.send(BODY)).getMessage());
      assertEquals(3, server.requests().size());
    }
  }

  @Test
  void aRequestWhoseAnswerHasBegunIsNotSentAgain() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpSender sender =
            HttpSender.to(URI.create("http://localhost:" + listener.getLocalPort())).build()) {
      FutureTask<Boolean> server =
          new FutureTask<>(() -> {
            try (Socket socket = listener.accept()) {
              socket.getInputStream().read(new byte[65_536]);
              socket.getOutputStream().write(OK.getBytes(UTF_8));
              socket.getInputStream().read(new byte[65_536]);
              socket.getOutputStream().write("HTTP/1.1 2".getBytes(UTF_8));
            }
            return true;
          });
      Thread.ofVirtual().start(server);
      assertTrue(sender.send(BODY).isSuccess());
      assertThrows(IOException.class, () -> sender.send(BODY));
      assertTrue(server.get());
    }
  }

  @Test
  void anAnswerBeforeTheEndOfTheRequestCounts() throws Exception {
    byte[] large = new byte[50_000_000];
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpSender sender =
            HttpSender.to(URI.create("http://localhost:" + listener.getLocalPort())).build()) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket socket = listener.accept()) {
              socket.getInputStream().read(new byte[100]);
              socket
                  .getOutputStream()
                  .write("HTTP/1.1 413 Large\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
            } catch (IOException gone) {
              // the test sees it
            }
          });
      assertEquals(413, sender.send(large).status());
    }
  }

  @Test
  void aServerThatReadsNothingIsLate() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpSender sender =
            HttpSender.to(URI.create("http://localhost:" + deaf.getLocalPort()))
                .timeout(Duration.ofMillis(500))
                .build()) {
      assertEquals(
          "timed out after 500 ms",
          assertThrows(IOException.class, () -> sender.send(new byte[50_000_000])).getMessage());
    }
  }

  @Test
  void anIdleConnectionIsClosedWithItsSender() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      FutureTask<Integer> server =
          new FutureTask<>(() -> {
            try (Socket socket = listener.accept()) {
              socket.getInputStream().read(new byte[65_536]);
              socket.getOutputStream().write(OK.getBytes(UTF_8));
              return socket.getInputStream().read();
            }
          });
      Thread.ofVirtual().start(server);
      try (HttpSender sender =
          HttpSender.to(URI.create("http://localhost:" + listener.getLocalPort())).build()) {
        assertTrue(sender.send(BODY).isSuccess());
        assertFalse(server.isDone());
      }
      assertEquals(-1, server.get());
    }
  }

  @Test
  void severalThreadsMaySend() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK);
        HttpSender sender = HttpSender.to(server.uri()).build()) {
      FutureTask<Boolean> first = new FutureTask<>(() -> sends(sender));
      FutureTask<Boolean> second = new FutureTask<>(() -> sends(sender));
      Thread.ofPlatform().start(first);
      Thread.ofPlatform().start(second);
      assertTrue(first.get() && second.get());
      assertEquals(200, server.requests().size());
    }
  }

  private static boolean sends(HttpSender sender) throws Exception {
    boolean all = true;
    for (int i = 0; i < 100; i++) {
      all &= sender.send(BODY).isSuccess();
    }
    return all;
  }

  @Test
  void aProbeReadsTheStatusAndSendsTheUser() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer("HTTP/1.1 302 Found\r\nContent-Length: 9\r\n\r\n")) {
      URI uri = URI.create("http://u:p%40ss@localhost:" + server.port() + "/up");
      assertEquals(302, Reachability.status(uri, Duration.ofSeconds(30)));
      assertEquals(
          "GET /up HTTP/1.1\r\nHost: localhost:"
              + server.port()
              + "\r\nAuthorization: Basic dTpwQHNz\r\nUser-Agent: obs\r\nConnection: close\r\n\r\n",
          server.requests().getFirst());
    }
  }

  @Test
  void anInterruptEndsAProbe() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("http://localhost:" + silent.getLocalPort());
      FutureTask<Integer> probe =
          new FutureTask<>(() -> Reachability.status(uri, Duration.ofMinutes(5)));
      Thread thread = Thread.ofPlatform().start(probe);
      try (Socket connection = silent.accept()) {
        assertTrue(connection.isConnected());
        thread.interrupt();
        await().until(probe::isDone);
        assertEquals(InterruptedException.class, probe.exceptionNow().getClass());
      }
    }
  }
}
