package dev.obs.http.listener;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.testkit.RecordingLogger;
import io.opentelemetry.api.metrics.MeterProvider;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Handlers that throw, hang, or return invalid responses.
class HandlerFailureTest {
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
            List.of(),
            Limits.of(1024, 1024, 1 << 24),
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
                "/null",
                request -> null,
                "/unreadable",
                request -> {
                  throw new UnreadableException();
                },
                "/hangs",
                request -> {
                  hang.await();
                  return Response.text(200, "at last");
                }),
            MeterProvider.noop().get(""),
            logger);
  }

  @AfterEach
  void close() {
    hang.countDown();
    listener.close();
    client.close();
  }

  @Test
  void aFailingHandlerIsA500WithoutItsText() throws Exception {
    HttpResponse<String> response = get("/throws");
    assertEquals(500, response.statusCode());
    assertEquals("internal error\n", response.body());
    assertEquals(500, get("/throws").statusCode());
    assertEquals(500, get("/error").statusCode());
    assertEquals(
        2,
        logger.lines().stream().filter(line -> line.contains("failed")).distinct().count(),
        logger.lines()::toString);
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
  void aHandlerWhoseExceptionCannotBeReadIsA500() throws Exception {
    assertEquals(500, get("/unreadable").statusCode());
    assertEquals(500, get("/null").statusCode());
    assertEquals(200, get("/echo").statusCode());
    assertTrue(logger.lines().stream().anyMatch(line -> line.contains("/unreadable failed")));
  }

  @Test
  void aLoggerThatThrowsHarmsNoAnswer() throws Exception {
    System.Logger broken =
        (System.Logger)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {System.Logger.class},
                (proxy, method, arguments) -> {
                  throw new OutOfMemoryError("no line");
                });
    try (HttpListener quiet =
        HttpListener.open(
            new InetSocketAddress("127.0.0.1", 0),
            Map.of("/", request -> Response.text(299, "")),
            broken)) {
      for (String host : new String[] {"evil.example", "localhost"}) {
        try (RawClient client = RawClient.connect(quiet)) {
          client.lines("GET / HTTP/1.1\nHost: " + host + "\n\n");
          assertEquals(host.equals("localhost") ? 299 : 421, client.status());
        }
      }
    }
  }

  @Test
  void aResponseThatWouldSpoilTheHeaderIsRefused() {
    byte[] body = {};
    assertThrows(
        IllegalArgumentException.class, () -> new Response(200, "a\r\nSet-Cookie: b", body));
    assertThrows(IllegalArgumentException.class, () -> new Response(100, "text/plain", body));
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

  @SuppressWarnings("serial") // never serialized
  private static final class UnreadableException extends RuntimeException {
    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }
  }
}
