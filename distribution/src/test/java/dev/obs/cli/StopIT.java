package dev.obs.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The end of the process, which nothing external may delay.
class StopIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @BeforeEach
  void configure() throws IOException {
    configure("http://127.0.0.1:1");
  }

  private void configure(String endpoint) throws IOException {
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          shutdown: {deadline: 3s}
          spool: {enabled: true, path: spool}
          otlp: {endpoint: "%s"}
          tracing: {exporters: [otlp], schedule_delay: 20ms}
          metrics: {exporters: [prometheus, otlp], prometheus_port: 0, collection_interval: 50ms}
        health: {port: 0}
        """
            .formatted(endpoint));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "demo"})
  void doesNotWaitForAReaderThatNeverReads(String command) throws Exception {
    try (FullPipe pipe = FullPipe.in(folder)) {
      pipe.fill();
      try (ImageProcess obs = ImageProcess.startInto(pipe.path(), folder, command)) {
        await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("spool")));
        assertEquals(0, obs.terminate());
      }
    }
  }

  @Test
  void doesNotWaitForAReaderThatStopsReading() throws Exception {
    try (FullPipe pipe = FullPipe.in(folder)) {
      try (ImageProcess obs = ImageProcess.startInto(pipe.path(), folder, "demo")) {
        pipe.readUntil("serving ");
        pipe.fill();
        assertEquals(0, obs.terminate());
      }
    }
  }

  @Test
  void doesNotWaitForABackendThatNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      configure("http://127.0.0.1:" + silent.getLocalPort());
      try (ImageProcess obs = ImageProcess.start(folder, Map.of(), "run")) {
        obs.address("health-http");
        try (Socket _ = silent.accept()) { // a request is under way, and stays so
          assertEquals(0, obs.terminate(), obs::toString);
        }
        assertTrue(obs.out().contains("otlp metrics"), obs::toString);
      }
    }
  }

  @Test
  void doesNotWaitForAClientThatNeverAsks() throws Exception {
    try (ImageProcess obs = ImageProcess.start(folder, Map.of(), "run")) {
      URI health = obs.address("health-http");
      try (Socket client = new Socket(health.getHost(), health.getPort())) {
        client.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
        assertEquals(0, obs.terminate(), obs::toString);
      }
    }
  }

  @Test
  void comesWhileAPluginOpens() throws Exception {
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    Path opening = folder.resolve("opening");
    new PluginJar("slow.opener", true)
        .compile(
            Map.of(
                "Slow",
                """
                public final class Slow implements TraceSink {
                  public String type() { return "slow"; }
                  public Exporter<SpanData> open(ExtensionContext context) throws Exception {
                    java.nio.file.Files.createFile(java.nio.file.Path.of("opening"));
                    while (true) {
                      try {
                        Thread.sleep(60_000);
                      } catch (InterruptedException deaf) {
                      }
                    }
                  }
                }
                """),
            List.of(),
            plugins.resolve("slow.jar"));
    OwnersOnly.folder(plugins);
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry: {tracing: {exporters: [slow]}, metrics: {prometheus_port: 0}}
        health: {port: 0}
        """);
    try (ImageProcess obs = ImageProcess.start(folder, Map.of(), "run", "--plugins", "plugins")) {
      await().atMost(LIMIT).until(() -> Files.exists(opening));
      assertEquals(0, obs.terminate(), obs::toString);
    }
  }
}
