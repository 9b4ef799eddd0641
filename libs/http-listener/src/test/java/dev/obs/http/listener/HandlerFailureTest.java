package dev.obs.http.listener;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Handlers that throw, hang, or return invalid responses.
class HandlerFailureTest {
  private final CountDownLatch hang = new CountDownLatch(1);
  private TestListener pages;

  @BeforeEach
  void open() throws IOException {
    pages =
        new TestListener(
            Map.of(
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
                }));
  }

  @AfterEach
  void close() {
    hang.countDown();
    pages.close();
  }

  @Test
  void aFailingHandlerIsA500WithoutItsText() throws Exception {
    HttpResponse<String> response = pages.get("/throws");
    assertEquals(500, response.statusCode());
    assertEquals("internal error\n", response.body());
    assertEquals(500, pages.get("/throws").statusCode());
    assertEquals(500, pages.get("/error").statusCode());
    assertEquals(
        2,
        pages.logger().lines().stream().filter(line -> line.contains("failed")).distinct().count(),
        pages.logger().lines()::toString);
  }

  @Test
  void aHandlerThatHangsDoesNotStopOthers() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      pages
          .client()
          .sendAsync(pages.request("/hangs").GET().build(), BodyHandlers.ofString())
          .thenAccept(response -> {
            if (response.statusCode() == 503) {
              refused.incrementAndGet();
            }
          });
    }
    await().until(() -> refused.get() == 36);
    assertEquals(200, pages.get("/echo").statusCode());
  }

  @Test
  void aHandlerWhoseExceptionCannotBeReadIsA500() throws Exception {
    assertEquals(500, pages.get("/unreadable").statusCode());
    assertEquals(500, pages.get("/null").statusCode());
    assertEquals(200, pages.get("/echo").statusCode());
    assertTrue(
        pages.logger().lines().stream().anyMatch(line -> line.contains("/unreadable failed")));
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
            pages.logger());
    pages
        .client()
        .sendAsync(
            HttpRequest.newBuilder(stopped.address().resolve("/")).build(),
            BodyHandlers.ofString());
    running.await();
    long start = System.nanoTime();
    stopped.close();
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 1500);
    await().until(() -> interrupted.get() == 1);
  }

  @SuppressWarnings("serial") // never serialized
  private static final class UnreadableException extends RuntimeException {
    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }
  }
}
