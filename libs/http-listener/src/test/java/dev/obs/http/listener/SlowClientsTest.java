package dev.obs.http.listener;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.obs.spi.Setting;
import dev.obs.testkit.TestContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that hold connections without progress.
class SlowClientsTest {
  private static final ListenerSettings SETTINGS =
      ListenerSettings.of("test", Setting.port("port").orElse(0));

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final TestContext context = new TestContext();
  private final List<RawClient> clients = new ArrayList<>();
  private final CountDownLatch hang = new CountDownLatch(1);
  private HttpListener listener;

  @AfterEach
  void close() throws IOException {
    hang.countDown();
    for (RawClient client : clients) {
      client.close();
    }
    if (listener != null) {
      listener.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 1100})
  void anAddressWithTooManyConnectionsDelaysNeitherOthersNorItself(int count) throws Exception {
    listener = HttpListener.open(context, SETTINGS, pages());
    for (int i = 0; i < count; i++) {
      switch (i % 3) {
        case 0 -> connect(); // sends nothing
        case 1 -> connect().send("GET / HTTP/1.1\r\nHost: x\r\n"); // never ends its header
        default -> connect().get("/large"); // never reads the answer
      }
      if (i % 50 == 0) {
        assertAnswers("127.0.0.2");
        assertAnswers("127.0.0.1");
      }
    }
    assertTrue(open() <= 64, open() + " connections are open");
    assertEquals(200, connect("127.0.0.2").get("/").status());
    assertTrue(Refusals.count(context, "connections_per_client") > 0);
    // others ended for other reasons, such as the memory for their answers
    await().until(() -> Refusals.total(context) >= count - 64);
  }

  @Test
  void theConnectionThatIsIdleLongestMakesRoomForANewOne() throws Exception {
    open(new Limits(3, 2, 1 << 20, LONG, LONG, LONG));
    RawClient first = connect();
    assertEquals(200, first.get("/").status());
    RawClient second = connect();
    assertEquals(200, second.get("/").status());
    RawClient third = connect();
    assertEquals(200, third.get("/").status());
    await().until(first::isEnded);
    assertEquals(200, second.get("/").status());
    RawClient other = connect("127.0.0.2");
    assertEquals(200, other.get("/").status());
    assertEquals(200, connect("127.0.0.3").get("/").status());
    await().until(third::isEnded);
    assertEquals(200, second.get("/").status());
    assertEquals(200, other.get("/").status());
  }

  @Test
  void connectionsWhoseHandlersHangMakeRoomAtLast() throws Exception {
    open(new Limits(4, 4, 1 << 20, LONG, LONG, LONG));
    for (int i = 0; i < 4; i++) {
      connect().get("/hangs");
    }
    await()
        .untilAsserted(() -> {
          try (RawClient client = RawClient.connect(listener)) {
            assertEquals(200, client.get("/").status());
          }
        });
  }

  @Test
  void aRequestThatTakesTooLongIsCutOff() throws Exception {
    open(new Limits(100, 100, 1 << 20, SHORT, LONG, LONG));
    RawClient silent = connect();
    RawClient halfway = connect().send("GET / HTTP/1.1\r\n");
    RawClient body =
        connect().send("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n");
    RawClient drips = connect();
    await()
        .until(() -> {
          try {
            drips.send("x");
            return drips.isEnded();
          } catch (IOException reset) {
            return true;
          }
        });
    await().until(() -> silent.isEnded() && halfway.isEnded());
    assertEquals(200, body.status());
    await().until(body::isEnded);
    assertEquals(4, Refusals.count(context, "request_timeout"));
  }

  @Test
  void anAnswerThatIsNotTakenIsCutOff() throws Exception {
    open(new Limits(100, 100, 1 << 20, LONG, LONG, SHORT));
    RawClient client = connect().get("/large");
    await().until(() -> Refusals.count(context, "answer_timeout") == 1);
    assertTrue(client.rest().length() < 20_000_000);
  }

  @Test
  void anIdleConnectionIsClosedAfterItsTime() throws Exception {
    open(new Limits(100, 100, 1 << 20, LONG, SHORT, LONG));
    RawClient client = connect();
    assertEquals(200, client.get("/").status());
    await().until(client::isEnded);
  }

  @Test
  void aServerOfTheJdkInTheProcessChangesNothing() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.start();
    try {
      open(new Limits(1000, 200, 1 << 20, SHORT, LONG, LONG));
      for (int i = 0; i < 100; i++) {
        connect().send("GET / HTTP/1.1\r\n");
      }
      for (RawClient client : clients) {
        await().until(client::isEnded);
      }
      assertEquals(
          List.of(),
          System.getProperties().stringPropertyNames().stream()
              .filter(name -> name.contains("httpserver"))
              .toList());
    } finally {
      server.stop(0);
    }
  }

  private void open(Limits limits) throws IOException {
    listener =
        HttpListener.open(
            new InetSocketAddress("127.0.0.1", 0),
            List.of(),
            limits,
            pages(),
            context.meter(),
            context.logger());
  }

  private Map<String, Handler> pages() {
    byte[] large = new byte[20_000_000];
    return Map.of(
        "/",
        request -> Response.text(200, "ok"),
        "/large",
        request -> new Response(200, "text/plain", large),
        "/hangs",
        request -> {
          hang.await();
          return Response.text(200, "at last");
        });
  }

  private RawClient connect() throws IOException {
    return connect("127.0.0.1");
  }

  private RawClient connect(String from) throws IOException {
    RawClient client = RawClient.connect(listener, from);
    clients.add(client);
    return client;
  }

  private void assertAnswers(String from) throws IOException {
    try (RawClient client = RawClient.connect(listener, from)) {
      assertEquals(200, client.get("/").status());
    }
  }

  private long open() {
    return context
        .metric("obs.listener.connections")
        .orElseThrow()
        .getLongSumData()
        .getPoints()
        .iterator()
        .next()
        .getValue();
  }
}
