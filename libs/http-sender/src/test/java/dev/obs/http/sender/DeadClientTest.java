package dev.obs.http.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An Error in the JDK's client ends that client, but not the sender.
class DeadClientTest {
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  private FakeServer server;
  private HttpSender sender;

  @BeforeEach
  void start() throws IOException {
    server = FakeServer.start();
    sender = HttpSender.to(server.uri("/")).build();
  }

  @AfterEach
  void stop() {
    sender.close();
    server.close();
  }

  @Test
  void sendsAgainAfterTheSelectorRanOutOfMemory() throws Exception {
    killSelector();
    assertThrows(IOException.class, () -> sender.send(BODY));
    assertTrue(sender.send(BODY).isSuccess());
  }

  @Test
  void sendsAgainAfterTheClientWasTerminated() throws Exception {
    assertTrue(sender.send(BODY).isSuccess());
    sender.client.get().shutdownNow();
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(IOException.class) // the client may take time to terminate
        .until(() -> sender.send(BODY).isSuccess());
  }

  @Test
  void staysClosed() throws Exception {
    killSelector();
    assertThrows(IOException.class, () -> sender.send(BODY));
    sender.close();
    assertEquals(
        "sender is closed", assertThrows(IOException.class, () -> sender.send(BODY)).getMessage());
  }

  @Test
  void readsCausesThatLeadToThemselvesOrThrow() {
    Exception one = new Exception("one");
    one.initCause(new Exception("two", one));
    assertEquals("request failed", reason(one));
    assertEquals(
        "request failed",
        reason(
            new Exception() {
              @Override
              public synchronized Throwable getCause() {
                throw new IllegalStateException("no cause");
              }
            }));
    assertFalse(Failure.killsClient(new ExecutionException(one)));
  }

  /// Fails the selector as if no further thread can be started.
  private void killSelector() throws IOException {
    var _ = sender.client.get();
    ThreadPoolExecutor threads = sender.client.executor;
    ThreadFactory good = threads.getThreadFactory();
    threads.setThreadFactory(task -> {
      if (Thread.currentThread().getName().endsWith("SelectorManager")) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      return good.newThread(task);
    });
  }

  private static String reason(Throwable cause) {
    return Failure.of(new ExecutionException(cause), URI.create("http://localhost"), Duration.ZERO)
        .getMessage();
  }
}
