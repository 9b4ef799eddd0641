package dev.obs.http.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The proxy of the process. The selector of this test decides about `proxied.example` only.
class ProxyTest {
  private static final byte[] BODY = "body".getBytes(UTF_8);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  /// For a machine that is busy.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ProxySelector earlier = ProxySelector.getDefault();
  private final AtomicReference<Thread> asked = new AtomicReference<>();
  private volatile int port;

  @BeforeEach
  void select() {
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            if (!"proxied.example".equals(uri.getHost())) {
              return earlier.select(uri);
            }
            asked.set(Thread.currentThread());
            InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", port);
            return List.of(new Proxy(Proxy.Type.HTTP, address));
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
  }

  @AfterEach
  void restore() {
    ProxySelector.setDefault(earlier);
  }

  @Test
  void aPlainRequestNamesTheServer() throws Exception {
    try (ScriptedServer proxy = new ScriptedServer(OK);
        HttpSender sender = HttpSender.to(URI.create("http://proxied.example/in?x=1")).build()) {
      port = proxy.port();
      assertTrue(sender.send(BODY).isSuccess());
      assertTrue(sender.send(BODY).isSuccess());
      assertEquals(
          "POST http://proxied.example/in?x=1 HTTP/1.1\r\nHost: proxied.example\r\n"
              + "Content-Length: 4\r\n\r\nbody",
          proxy.requests().getLast());
      assertEquals(1, proxy.connections());
      assertEquals(Thread.currentThread(), asked.get(), "foreign code may log");
    }
  }

  @Test
  void aProxyOpensATunnelForTls(@TempDir Path folder) throws Exception {
    TestIdentity identity = TestIdentity.create(folder, "server", "EC", "proxied.example");
    Tls tls = Tls.system().trusting(Setting.path("certificate"), identity.certificate());
    try (FakeServer server = FakeServer.start(identity.serverContext(), false);
        ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpSender sender =
            HttpSender.to(URI.create("https://proxied.example/in"))
                .tls(tls)
                .timeout(PATIENCE)
                .build()) {
      port = proxy.getLocalPort();
      AtomicReference<String> head = new AtomicReference<>();
      Thread.ofVirtual().start(() -> tunnel(proxy, server.uri("/").getPort(), head));
      assertTrue(sender.send(BODY).isSuccess());
      assertTrue(sender.send(BODY).isSuccess());
      assertEquals(
          "CONNECT proxied.example:443 HTTP/1.1\r\nHost: proxied.example:443\r\n\r\n", head.get());
      assertEquals("/in", server.requests().getFirst().path());
      assertEquals(
          server.requests().getFirst().connection(), server.requests().getLast().connection());
    }
  }

  @Test
  void aProxyThatRefusesATunnelIsReported() throws Exception {
    try (ScriptedServer proxy =
            new ScriptedServer("HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n");
        HttpSender sender = HttpSender.to(URI.create("https://proxied.example/")).build()) {
      port = proxy.port();
      assertEquals(
          "the proxy refused the connection: http 407",
          assertThrows(IOException.class, () -> sender.send(BODY)).getMessage());
    }
  }

  @Test
  void aProxyThatHangsUpIsReported() throws Exception {
    try (RawServer proxy = new RawServer("");
        HttpSender sender = HttpSender.to(URI.create("https://proxied.example/")).build()) {
      port = proxy.uri().getPort();
      assertEquals(
          "the proxy closed the connection",
          assertThrows(IOException.class, () -> sender.send(BODY)).getMessage());
    }
  }

  private static void tunnel(ServerSocket proxy, int server, AtomicReference<String> head) {
    try (Socket client = proxy.accept();
        Socket target = new Socket(InetAddress.getLoopbackAddress(), server)) {
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        request.append((char) client.getInputStream().read());
      }
      head.set(request.toString());
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
      Thread.ofVirtual().start(() -> pump(target, client));
      pump(client, target);
    } catch (IOException gone) {
      // the test sees it
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException gone) {
      // one of them hung up
    }
  }
}
