package dev.obs.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The end of an application: Obs works until the shutdown hooks of the application have ended, and
/// no longer.
class DrainIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final LedgerBackend backend = new LedgerBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  private JavaProcess start(String way, String drain) throws IOException {
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          logging: {exporters: [otlp], level: debug, schedule_delay: 50ms}
          tracing: {exporters: [otlp], schedule_delay: 50ms}
          metrics: {enabled: false}
          otlp: {endpoint: "%s"}
          shutdown: {drain: %s, deadline: 30s}
        health: {port: 0}
        """
            .formatted(backend.url(), drain));
    return JavaProcess.start(
        Ending.class,
        folder.resolve("app.log"),
        Map.of(),
        List.of("-Xmx128m", "-XX:+UseSerialGC"),
        List.of(folder.toString(), way));
  }

  private void create(String file) throws IOException {
    Files.createFile(folder.resolve(file));
  }

  private static int status(JavaProcess process, String page) {
    URI address = URI.create(process.awaitLine("serving ").substring("serving ".length()));
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address.resolve(page).toURL().openConnection();
      connection.setReadTimeout(10_000);
      int status = connection.getResponseCode();
      connection.disconnect();
      return status;
    } catch (ConnectException refused) {
      return -1;
    } catch (IOException failure) {
      throw new IllegalStateException(process.output(), failure);
    }
  }

  private void assertAllArrived(JavaProcess process) {
    for (Protocol signal : List.of(Protocol.OTLP_TRACES, Protocol.OTLP_LOGS)) {
      assertEquals(
          0, backend.ledger(signal).missing(0, Ending.RECORDS), () -> signal + process.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"closing", "leaving", "two"})
  void whileTheApplicationDrainsItIsAliveAndNotReadyAndAllSignalsFlow(String way)
      throws IOException {
    try (JavaProcess process = start(way, "10m")) {
      process.awaitLine("running");
      await().atMost(LIMIT).until(() -> status(process, "/readyz") == 200);
      process.stop();
      process.awaitLine("draining");
      await().atMost(LIMIT).until(() -> status(process, "/readyz") == 503);
      assertEquals(503, status(process, "/ready"));
      assertEquals(200, status(process, "/livez"));
      assertEquals(200, status(process, "/health"));
      assertEquals(200, status(process, "/startupz"));
      create("go");
      assertEquals(143, process.await(LIMIT));
      assertAllArrived(process);
      assertEquals(way.equals("closing"), process.output().contains("closed"));
    }
  }

  @Test
  void closingOnAnotherThreadEndsTheDrain() throws IOException {
    try (JavaProcess process = start("elsewhere", "10m")) {
      process.awaitLine("running");
      process.stop();
      await().atMost(LIMIT).until(() -> status(process, "/readyz") == 503);
      create("go");
      process.awaitLine("closed");
      assertEquals(-1, status(process, "/livez"));
      assertTrue(process.isAlive(), "the hook of the application has not ended");
      create("end");
      assertEquals(143, process.await(LIMIT));
      assertAllArrived(process);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "300ms"})
  void anApplicationThatNeverClosesItHasSoMuchTime(String drain) throws IOException {
    try (JavaProcess process = start("leaving", drain)) {
      process.awaitLine("running");
      process.stop();
      process.awaitLine("draining");
      await().atMost(LIMIT).until(() -> status(process, "/livez") == -1);
      assertEquals(
          !drain.equals("0s"),
          process.output().contains("closes while shutdown hooks of the application still run"),
          process::output);
      create("go");
      assertEquals(143, process.await(LIMIT));
      assertEquals(0, backend.ledger(Protocol.OTLP_TRACES).taken());
    }
  }

  /// The process would run for ten minutes if its other threads counted as hooks.
  @Test
  void withoutHooksASignalEndsItAtOnce() throws IOException {
    try (JavaProcess process = start("none", "10m")) {
      process.awaitLine("running");
      process.stop();
      assertEquals(143, process.await(LIMIT));
    }
  }

  @Test
  void linesAndSpansOfAHookArriveAfterSystemExit() throws IOException {
    try (JavaProcess process = start("exit", "10m")) {
      assertEquals(3, process.await(LIMIT));
      assertAllArrived(process);
      assertFalse(process.output().contains("INFO: seq"), process::output);
    }
  }
}
