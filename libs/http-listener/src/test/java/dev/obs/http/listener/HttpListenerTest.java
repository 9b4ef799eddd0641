package dev.obs.http.listener;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.obs.testkit.RecordingLogger;
import io.opentelemetry.api.metrics.MeterProvider;
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
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpListenerTest {
  private static final String LARGE = "metric_with_a_name 1\n".repeat(50_000);

  private final RecordingLogger logger = new RecordingLogger();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpListener listener;

  @BeforeEach
  void open() throws IOException {
    listener =
        HttpListener.open(
            new InetSocketAddress("127.0.0.1", 0),
            List.of(),
            Limits.of(1024, 1024, 1 << 24),
            Map.of(
                "/echo",
                request -> Response.text(200, request.path() + "|" + request.query()),
                "/large",
                request -> Response.text(200, LARGE)),
            MeterProvider.noop().get(""),
            logger);
  }

  @AfterEach
  void close() {
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
  void sendsHeaderAndSmallBodyInOnePacket() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", listener.address().getPort())) {
      byte[] request =
          "GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
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
  void isServedToCurl() throws Exception {
    Process curl =
        new ProcessBuilder(
                "curl",
                "-sS",
                "--compressed",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}\\n",
                listener.address() + "/large",
                "--next",
                "-sS",
                "-d",
                "x".repeat(3000),
                listener.address() + "/echo")
            .redirectErrorStream(true)
            .start();
    String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, curl.waitFor(), output);
    assertEquals("200\nmethod not allowed\n", output);
  }

  @Test
  void keepsNobodyFromExitingAndLeavesNoThread() throws Exception {
    assertEquals(1, threads(listener).size());
    assertTrue(threads(listener).getFirst().isDaemon());
    get("/echo");
    listener.close();
    listener.close();
    await().until(() -> threads(listener).isEmpty());
  }

  private static List<Thread> threads(HttpListener listener) {
    String port = Integer.toString(listener.address().getPort());
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("http-") && thread.getName().endsWith(port))
        .toList();
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
