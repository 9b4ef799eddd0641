package dev.obs.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.faults.FaultProxy.Mode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private static final String BULK =
      "{\"create\":{}}\n"
          + "{\"message\":\"seq=7 and more\"}\n"
          + "{\"create\":{}}\n"
          + "{\"message\":\"seq=8\"}\n";

  private final LedgerBackend backend = new LedgerBackend();
  private final Ledger ledger = backend.ledger(Protocol.BULK);
  private final FaultProxy proxy = new FaultProxy(backend.port());

  @AfterEach
  void close() {
    proxy.close();
    backend.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(Socket socket) throws IOException {
    String request =
        "POST /logs/_bulk HTTP/1.1\r\nHost: x\r\nContent-Length: " + BULK.length() + "\r\n\r\n";
    socket.getOutputStream().write((request + BULK).getBytes(StandardCharsets.US_ASCII));
  }

  private static String answer(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("]}") < 0) {
      int c = socket.getInputStream().read();
      if (c < 0) {
        return text + "<end>";
      }
      text.append((char) c);
    }
    return text.toString();
  }

  @Test
  void handsRequestsAndAnswersOn() throws IOException {
    try (Socket socket = connect()) {
      send(socket);
      assertTrue(answer(socket).contains("201"));
      send(socket);
      assertTrue(answer(socket).contains("409"));
    }
    assertEquals(2, ledger.taken());
    assertEquals(1, ledger.times(7));
    assertEquals(2, ledger.asked(8));
  }

  @Test
  void refusesAndComesBackOnTheSamePort() throws IOException {
    Socket open = connect();
    send(open);
    answer(open);

    proxy.mode(Mode.REFUSE);

    assertThrows(SocketException.class, () -> answer(open));
    assertThrows(ConnectException.class, this::connect);
    proxy.mode(Mode.PASS);
    try (Socket socket = connect()) {
      send(socket);
      assertTrue(answer(socket).startsWith("HTTP/1.1 200"));
    }
  }

  @RepeatedTest(50)
  void refusesFromTheMomentOfTheChange() throws IOException {
    proxy.mode(Mode.REFUSE);
    assertThrows(ConnectException.class, this::connect);
    proxy.mode(Mode.PASS);
    connect().close();
    proxy.mode(Mode.REFUSE);
    assertThrows(ConnectException.class, this::connect);
  }

  @Test
  void swallowsAndBreaksWhatItSwallowedAfterwards() throws IOException {
    Socket open = connect();
    send(open);
    answer(open);

    proxy.mode(Mode.BLACKHOLE);
    send(open);
    open.setSoTimeout(200);

    assertThrows(SocketTimeoutException.class, () -> answer(open));
    assertEquals(1, ledger.requests());
    proxy.mode(Mode.PASS);
    open.setSoTimeout(10_000);
    assertThrows(SocketException.class, () -> answer(open));
  }

  @Test
  void resetsAfterTheBackendHasTakenTheRequest() throws IOException {
    proxy.mode(Mode.RESET_AFTER_REQUEST);

    Socket socket = connect();
    send(socket);

    assertThrows(SocketException.class, () -> answer(socket));
    assertEquals(2, ledger.taken());
    assertEquals(1, proxy.resets());
  }

  @Test
  void cutsAnswersInTheMiddle() throws IOException {
    proxy.mode(Mode.TRUNCATE);

    try (Socket socket = connect()) {
      send(socket);
      String answer = answer(socket);
      assertTrue(answer.startsWith("HTTP/1.1") && answer.endsWith("<end>"), answer);
    }
    assertEquals(2, ledger.taken());
  }

  @Test
  void isAsSlowAsConfigured() throws IOException {
    proxy.slow(400);

    try (Socket socket = connect()) {
      long start = System.nanoTime();
      send(socket);
      answer(socket);
      assertTrue(System.nanoTime() - start > Duration.ofMillis(250).toNanos());
    }
  }

  @Test
  void leavesNothingBehind() throws IOException {
    Socket open = connect();
    send(open);
    answer(open);

    proxy.close();

    assertThrows(SocketException.class, () -> answer(open));
    await().untilAsserted(() -> assertThrows(ConnectException.class, this::connect));
  }
}
