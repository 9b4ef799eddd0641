package dev.obs.http.listener;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.obs.testkit.RecordingLogger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpListenerTest {
  private static final String LARGE = "metric_with_a_name 1\n".repeat(50_000);

  private final RecordingLogger logger = new RecordingLogger();
  private final CountDownLatch hang = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpListener listener;

  @BeforeEach
  void open() throws IOException {
    listener =
        HttpListener.open(
            new InetSocketAddress("127.0.0.1", 0),
            Map.of(
                "/echo",
                request -> Response.text(200, request.path() + "|" + request.query()),
                "/large",
                request -> Response.text(200, LARGE),
                "/throws",
                request -> {
                  throw new IllegalStateException("the password is hunter2");
                },
                "/error",
                request -> {
                  throw new NoClassDefFoundError("gone");
                },
                "/hangs",
                request -> {
                  hang.await();
                  return Response.text(200, "at last");
                }),
            logger);
  }

  @AfterEach
  void close() {
    hang.countDown();
    listener.close();
    client.close();
  }

  @Test
  void answersGetWithTheHandlersResponse() throws Exception {
    HttpResponse<String> response = get("/echo?a=%20b&c");
    assertEquals(200, response.statusCode());
    assertEquals("/echo|a=%20b&c", response.body());
    assertEquals("text/plain; charset=utf-8", response.headers().firstValue("Content-Type").get());
    assertEquals("no-store", response.headers().firstValue("Cache-Control").get());
    assertEquals("nosniff", response.headers().firstValue("X-Content-Type-Options").get());
  }

  @Test
  void answersHeadWithTheLengthOnly() throws Exception {
    HttpResponse<String> response = send(request("/large").HEAD());
    assertEquals(200, response.statusCode());
    assertEquals("", response.body());
    assertEquals(LARGE.length(), response.headers().firstValueAsLong("Content-Length").getAsLong());
  }

  @Test
  void matchesPathsExactly() throws Exception {
    assertEquals(404, get("/echo/").statusCode());
    assertEquals(404, get("/echo/more").statusCode());
    assertEquals(404, get("/ech").statusCode());
    assertEquals(404, get("/").statusCode());
  }

  @Test
  void answers405ForOtherMethods() throws Exception {
    HttpResponse<String> response =
        send(request("/echo").POST(BodyPublishers.ofString("x".repeat(200_000))));
    assertEquals(405, response.statusCode());
    assertEquals("GET, HEAD", response.headers().firstValue("Allow").get());
    assertEquals(405, send(request("/echo").DELETE()).statusCode());
    assertEquals(404, send(request("/none").DELETE()).statusCode());
  }

  @Test
  void compressesWhenAsked() throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            request("/large").header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());
    assertEquals("gzip", response.headers().firstValue("Content-Encoding").get());
    assertTrue(response.body().length < LARGE.length() / 5);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertArrayEquals(LARGE.getBytes(StandardCharsets.UTF_8), in.readAllBytes());
    }
    assertEquals(LARGE, get("/large").body());
  }

  @Test
  void aFailingHandlerIsA500WithoutItsText() throws Exception {
    HttpResponse<String> response = get("/throws");
    assertEquals(500, response.statusCode());
    assertEquals("internal error\n", response.body());
    assertEquals(500, get("/throws").statusCode());
    assertEquals(500, get("/error").statusCode());
    assertEquals(
        2, logger.lines().stream().filter(line -> line.contains("failed")).count(), "once a path");
  }

  @Test
  void aHandlerThatHangsDoesNotStopOthers() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      client
          .sendAsync(request("/hangs").GET().build(), BodyHandlers.ofString())
          .thenAccept(response -> {
            if (response.statusCode() == 503) {
              refused.incrementAndGet();
            }
          });
    }
    await().until(() -> refused.get() == 36);
    assertEquals(200, get("/echo").statusCode());
  }

  @Test
  void sendsHeaderAndSmallBodyInOnePacket() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", listener.address().getPort())) {
      byte[] request = "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      byte[] packet = new byte[4096];
      for (int i = 0; i < 5; i++) {
        socket.getOutputStream().write(request);
        int length = socket.getInputStream().read(packet);
        assertTrue(new String(packet, 0, length, StandardCharsets.US_ASCII).endsWith("/echo|"));
      }
    }
  }

  @Test
  void aTakenPortIsABindExceptionThatNamesIt() {
    int port = listener.address().getPort();
    BindException taken =
        assertThrows(
            BindException.class,
            () -> HttpListener.open(new InetSocketAddress("127.0.0.1", port), Map.of(), logger));
    assertEquals("port " + port + " on 127.0.0.1 is in use", taken.getMessage());
  }

  @Test
  void aHostThatIsNotOursIsAnUnknownHost() {
    assertThrows(
        UnknownHostException.class,
        () -> HttpListener.open(new InetSocketAddress("192.0.2.1", 0), Map.of(), logger));
    assertThrows(
        UnknownHostException.class,
        () ->
            HttpListener.open(
                InetSocketAddress.createUnresolved("no.such.host.invalid", 0), Map.of(), logger));
  }

  @Test
  void servesIpv6Literals() throws Exception {
    HttpListener ipv6;
    try {
      ipv6 =
          HttpListener.open(
              new InetSocketAddress("::1", 0),
              Map.of("/", request -> Response.text(200, "six")),
              logger);
    } catch (IOException e) {
      abort("no IPv6 on this machine: " + e.getMessage());
      return;
    }
    try (ipv6) {
      assertTrue(
          ipv6.address().toString().startsWith("http://[0:0:0:0:0:0:0:1]:"),
          ipv6.address()::toString);
      HttpRequest root = HttpRequest.newBuilder(ipv6.address().resolve("/")).build();
      assertEquals("six", client.send(root, BodyHandlers.ofString()).body());
    }
  }

  @Test
  void refusesHeadersBeyondTheLimit() throws Exception {
    HttpRequest huge = request("/echo").header("X-Large", "x".repeat(20_000)).build();
    assertThrows(IOException.class, () -> client.send(huge, BodyHandlers.ofString()));
    assertEquals(200, get("/echo").statusCode());
  }

  @Test
  void stopsWithinASecondAlthoughAHandlerHangs() throws Exception {
    AtomicInteger interrupted = new AtomicInteger();
    CountDownLatch running = new CountDownLatch(1);
    HttpListener stopped =
        HttpListener.open(
            new InetSocketAddress("127.0.0.1", 0),
            Map.of(
                "/",
                request -> {
                  running.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } finally {
                    interrupted.incrementAndGet();
                  }
                  return Response.text(200, "never");
                }),
            logger);
    client.sendAsync(
        HttpRequest.newBuilder(stopped.address().resolve("/")).build(), BodyHandlers.ofString());
    running.await();
    long start = System.nanoTime();
    stopped.close();
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 1500);
    await().until(() -> interrupted.get() == 1);
  }

  @Test
  void keepsNobodyFromExiting() {
    List<Thread> dispatchers =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("HTTP-Dispatcher"))
            .toList();
    assertFalse(dispatchers.isEmpty());
    assertTrue(dispatchers.stream().allMatch(Thread::isDaemon));
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpResponse<String> response = send(request(path).GET());
    assertNull(response.headers().firstValue("Content-Encoding").orElse(null));
    return response;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(listener.address().resolve(path)).timeout(Duration.ofSeconds(10));
  }
}
