package dev.obs.http.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.Connector.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hosts with several addresses and hosts with unusual names.
class AddressesTest {
  private static final byte[] BODY = "body".getBytes(UTF_8);
  private static final String OK =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void theNextAddressFollowsOneThatRefuses() throws Exception {
    try (ScriptedServer server = new ScriptedServer(address("127.0.0.1"), OK);
        HttpSender sender = sender("http://multi:" + server.port(), "127.0.0.2", "127.0.0.1")) {
      assertTrue(sender.send(BODY).isSuccess());
      Reachability.connect("multi", server.port(), PATIENCE, resolver("127.0.0.2", "127.0.0.1"));
    }
  }

  @Test
  void theNextAddressFollowsOneThatDoesNotAnswer() throws Exception {
    // a full backlog: the kernel drops further attempts to connect
    List<Socket> filling = new ArrayList<>();
    try (ScriptedServer server = new ScriptedServer(address("127.0.0.1"), OK);
        ServerSocket deaf = new ServerSocket(server.port(), 1, address("127.0.0.2"))) {
      for (int i = 0; i < 3; i++) {
        Socket socket = new Socket();
        filling.add(socket);
        try {
          socket.connect(deaf.getLocalSocketAddress(), 200);
        } catch (IOException full) {
          break;
        }
      }
      HttpSenderBuilder builder =
          HttpSender.to(URI.create("http://multi:" + server.port()))
              .timeout(PATIENCE)
              .connectTimeout(Duration.ofSeconds(2));
      builder.resolver = resolver("127.0.0.2", "127.0.0.2", "127.0.0.1");
      try (HttpSender sender = builder.build()) {
        assertTrue(sender.send(BODY).isSuccess());
      }
    } finally {
      for (Socket socket : filling) {
        socket.close();
      }
    }
  }

  @Test
  void theFailureIsThatOfTheLastAddress() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, address("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    try (HttpSender sender = sender("http://multi:" + port, "127.0.0.2", "127.0.0.1")) {
      assertEquals(
          "connection refused",
          assertThrows(IOException.class, () -> sender.send(BODY)).getMessage());
    }
  }

  @Test
  void familiesAlternateAndTheLastGoodAddressIsFirst() throws Exception {
    InetAddress[] all = addresses("2001:db8::1", "2001:db8::2", "192.0.2.1", "192.0.2.2");
    assertEquals(List.of(all[0], all[2], all[1], all[3]), Connector.inOrder(all, null));
    assertEquals(List.of(all[3], all[0], all[2], all[1]), Connector.inOrder(all, all[3]));
    assertEquals(
        List.of(all[0], all[2], all[1], all[3]),
        Connector.inOrder(all, address("192.0.2.9")),
        "an address that the name has no more");
  }

  @ParameterizedTest
  @CsvSource({
    "otel_collector, otel_collector",
    "otlp.1234-ns, otlp.1234-ns",
    "größe, xn--gre-6ka8i",
    "my.host., my.host."
  })
  void aHostMayHaveAnUnusualName(String host, String name) throws Exception {
    AtomicReference<String> asked = new AtomicReference<>();
    try (ScriptedServer server = new ScriptedServer(OK)) {
      HttpSenderBuilder builder =
          HttpSender.to(URI.create("http://me:pw@" + host + ":" + server.port() + "/x"));
      builder.resolver =
          wanted -> {
            asked.set(wanted);
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
          };
      try (HttpSender sender = builder.build()) {
        assertTrue(sender.send(BODY).isSuccess());
        assertEquals("HttpSender[http://" + name + ":" + server.port() + "/x]", sender.toString());
      }
      assertEquals(name, asked.get());
      String request = server.requests().getFirst();
      assertTrue(
          request.startsWith("POST /x HTTP/1.1\r\nHost: " + name + ":" + server.port() + "\r\n"),
          request);
      assertTrue(request.contains("\r\nAuthorization: Basic bWU6cHc=\r\n"), request);
    }
  }

  @Test
  void anAddressIsNotLookedUp() throws Exception {
    try (ScriptedServer server = new ScriptedServer(address("127.0.0.1"), OK)) {
      HttpSenderBuilder builder = HttpSender.to(URI.create("http://127.0.0.1:" + server.port()));
      builder.resolver =
          host -> {
            throw new UnknownHostException(host);
          };
      try (HttpSender sender = builder.build()) {
        assertTrue(sender.send(BODY).isSuccess());
      }
    }
  }

  @Test
  void aResolverThatHangsIsLateAndIsAskedOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    HttpSenderBuilder builder =
        HttpSender.to(URI.create("http://slow.example"))
            .timeout(PATIENCE)
            .connectTimeout(Duration.ofMillis(100));
    builder.resolver = _ -> hang(asked, end);
    try (HttpSender sender = builder.build()) {
      for (int i = 0; i < 2; i++) {
        assertEquals(
            "no connection within 100 ms",
            assertThrows(IOException.class, () -> sender.send(BODY)).getMessage());
      }
      assertEquals(1, asked.getCount());
    } finally {
      end.countDown();
    }
  }

  @Test
  void aResolverThatHangsDoesNotExtendTheTimeOfARequest() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    HttpSenderBuilder builder =
        HttpSender.to(URI.create("http://slow.example"))
            .timeout(Duration.ofMillis(100))
            .connectTimeout(PATIENCE);
    builder.resolver = _ -> hang(new CountDownLatch(1), end);
    try (HttpSender sender = builder.build()) {
      IOException late =
          assertTimeout(
              PATIENCE.dividedBy(2),
              () -> assertThrows(IOException.class, () -> sender.send(BODY)));
      assertEquals("timed out after 100 ms", late.getMessage());
    } finally {
      end.countDown();
    }
  }

  @Test
  void aCheckIsLateWhereAResolverHangs() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    assertThrows(
        SocketTimeoutException.class,
        () ->
            Reachability.connect("slow.example", 1, Duration.ofMillis(50), _ -> hang(asked, end)));
    end.countDown();
  }

  @Test
  void aNameThatHangsDelaysNoOther() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Resolver resolver =
        host ->
            host.equals("slow.example") ? hang(new CountDownLatch(1), end) : addresses("127.0.0.1");
    try (FakeServer server = FakeServer.start();
        Connections connections = new Connections();
        Connector connector = new Connector(resolver)) {
      Call call = connections.begin(PATIENCE);
      assertThrows(
          SocketTimeoutException.class,
          () -> connector.connect("slow.example", 1, Duration.ofMillis(1), call));
      try (SocketChannel channel =
          connector.connect("quick.example", server.uri("").getPort(), PATIENCE, call)) {
        assertTrue(channel.isConnected());
      }
      connections.end(call);
    } finally {
      end.countDown();
    }
  }

  private static InetAddress[] hang(CountDownLatch asked, CountDownLatch end) {
    asked.countDown();
    try {
      end.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private static HttpSender sender(String uri, String... addresses) {
    HttpSenderBuilder builder =
        HttpSender.to(URI.create(uri)).timeout(PATIENCE).connectTimeout(PATIENCE);
    builder.resolver = resolver(addresses);
    return builder.build();
  }

  private static Resolver resolver(String... addresses) {
    return _ -> addresses(addresses);
  }

  private static InetAddress[] addresses(String... literals) {
    return Stream.of(literals).map(AddressesTest::address).toArray(InetAddress[]::new);
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
