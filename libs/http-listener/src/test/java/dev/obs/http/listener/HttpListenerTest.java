package dev.obs.http.listener;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpListenerTest {
  private static final String LARGE = "metric_with_a_name 1\n".repeat(50_000);

  private TestListener pages;

  @BeforeEach
  void open() throws IOException {
    pages = new TestListener(Map.of("/large", request -> Response.text(200, LARGE)));
  }

  @AfterEach
  void close() {
    pages.close();
  }

  @Test
  void answersGetWithTheHandlersResponse() throws Exception {
    HttpResponse<String> response = pages.get("/echo?a=%20b&c");
    assertEquals(200, response.statusCode());
    assertEquals("/echo|a=%20b&c", response.body());
    assertEquals("text/plain; charset=utf-8", response.headers().firstValue("Content-Type").get());
    assertEquals("no-store", response.headers().firstValue("Cache-Control").get());
    assertEquals("nosniff", response.headers().firstValue("X-Content-Type-Options").get());
  }

  @Test
  void answersHeadWithTheLengthOnly() throws Exception {
    HttpResponse<String> response = pages.send(pages.request("/large").HEAD());
    assertEquals(200, response.statusCode());
    assertEquals("", response.body());
    assertEquals(LARGE.length(), response.headers().firstValueAsLong("Content-Length").getAsLong());
  }

  @Test
  void matchesPathsExactly() throws Exception {
    assertEquals(404, pages.get("/echo/").statusCode());
    assertEquals(404, pages.get("/echo/more").statusCode());
    assertEquals(404, pages.get("/ech").statusCode());
    assertEquals(404, pages.get("/").statusCode());
  }

  @Test
  void answers405ForOtherMethods() throws Exception {
    HttpResponse<String> response =
        pages.send(pages.request("/echo").POST(BodyPublishers.ofString("x".repeat(200_000))));
    assertEquals(405, response.statusCode());
    assertEquals("GET, HEAD", response.headers().firstValue("Allow").get());
    assertEquals(405, pages.send(pages.request("/echo").DELETE()).statusCode());
    assertEquals(404, pages.send(pages.request("/none").DELETE()).statusCode());
  }

  @Test
  void compressesWhenAsked() throws Exception {
    HttpResponse<byte[]> response =
        pages
            .client()
            .send(
                pages.request("/large").header("Accept-Encoding", "gzip").build(),
                BodyHandlers.ofByteArray());
    assertEquals("gzip", response.headers().firstValue("Content-Encoding").get());
    assertTrue(response.body().length < LARGE.length() / 5);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertArrayEquals(LARGE.getBytes(StandardCharsets.UTF_8), in.readAllBytes());
    }
    assertEquals(LARGE, pages.get("/large").body());
  }

  @Test
  void sendsHeaderAndSmallBodyInOnePacket() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", pages.address().getPort())) {
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
    int port = pages.address().getPort();
    BindException taken =
        assertThrows(
            BindException.class,
            () ->
                HttpListener.open(
                    new InetSocketAddress("127.0.0.1", port), Map.of(), pages.logger()));
    assertEquals("port " + port + " on 127.0.0.1 is in use", taken.getMessage());
  }

  @Test
  void aHostThatIsNotOursIsAnUnknownHost() {
    assertThrows(
        UnknownHostException.class,
        () -> HttpListener.open(new InetSocketAddress("192.0.2.1", 0), Map.of(), pages.logger()));
    assertThrows(
        UnknownHostException.class,
        () ->
            HttpListener.open(
                InetSocketAddress.createUnresolved("no.such.host.invalid", 0),
                Map.of(),
                pages.logger()));
  }

  @Test
  void servesIpv6Literals() throws Exception {
    HttpListener ipv6;
    try {
      ipv6 =
          HttpListener.open(
              new InetSocketAddress("::1", 0),
              Map.of("/", request -> Response.text(200, "six")),
              pages.logger());
    } catch (IOException e) {
      abort("no IPv6 on this machine: " + e.getMessage());
      return;
    }
    try (ipv6) {
      assertTrue(
          ipv6.address().toString().startsWith("http://[0:0:0:0:0:0:0:1]:"),
          ipv6.address()::toString);
      HttpRequest root = HttpRequest.newBuilder(ipv6.address().resolve("/")).build();
      assertEquals("six", pages.client().send(root, BodyHandlers.ofString()).body());
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
                pages.address() + "/large",
                "--next",
                "-sS",
                "-d",
                "x".repeat(3000),
                pages.address() + "/echo")
            .redirectErrorStream(true)
            .start();
    String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, curl.waitFor(), output);
    assertEquals("200\nmethod not allowed\n", output);
  }

  @Test
  void keepsNobodyFromExitingAndLeavesNoThread() throws Exception {
    assertEquals(1, threads(pages.listener()).size());
    assertTrue(threads(pages.listener()).getFirst().isDaemon());
    pages.get("/echo");
    pages.listener().close();
    pages.listener().close();
    await().until(() -> threads(pages.listener()).isEmpty());
  }

  private static List<Thread> threads(HttpListener listener) {
    String port = Integer.toString(listener.address().getPort());
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("http-") && thread.getName().endsWith(port))
        .toList();
  }
}
