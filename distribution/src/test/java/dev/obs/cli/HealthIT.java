package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The health check of a container: a second process of the image queries the first.
class HealthIT {
  @TempDir Path folder;

  /// Returns a port that was free a moment ago: both processes must read it from the file.
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void configure(int port, String checks) throws IOException {
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry: {metrics: {exporters: []}}
        health:
          host: 0.0.0.0
          port: %d
          endpoints: [{path: /only, type: metrics}]
          checks: {interval: 100ms, dependencies: [%s]}
        """
            .formatted(port, checks));
  }

  @Test
  void tellsWhetherARunningObsIsWell() throws Exception {
    int port = freePort();
    configure(port, "{name: db, tcp: \"127.0.0.1:1\", timeout: 1s}");
    try (ImageProcess run = ImageProcess.start(folder, Map.of(), "run")) {
      run.address("health-http");

      ImageProcess alive = ImageProcess.run(folder, "health");
      assertEquals(0, alive.exitCode(), alive::toString);

      ImageProcess ready = ImageProcess.run(folder, "health", "--type", "readiness");
      assertEquals(1, ready.exitCode(), ready::toString);
      assertTrue(ready.out().contains("db"), ready::toString);

      ImageProcess asked =
          ImageProcess.run(folder, "health", "--url", "http://127.0.0.1:" + port + "/readyz");
      assertEquals(1, asked.exitCode(), asked::toString);
    }
    ImageProcess gone = ImageProcess.run(folder, "health", "--timeout", "500ms");
    assertEquals(1, gone.exitCode(), gone::toString);
    assertTrue(
        gone.err().contains("obs: nothing answers at http://127.0.0.1:" + port + "/livez"),
        gone::toString);
    assertEquals(1, gone.err().lines().count(), gone::toString);
  }

  @Test
  void needsNothingButItsOwnSettings() throws Exception {
    int port = freePort();
    configure(port, "");
    try (ImageProcess run = ImageProcess.start(folder, Map.of(), "run")) {
      run.address("health-http");
      Files.writeString(
          folder.resolve("telemetry.yaml"),
          """
          telemetry:
            elasticsearch: {api_key: "${NO_SUCH_KEY}", username: "${file:/no/such/file}"}
            otlp: {endpoint: 7}
            tracing: {exporters: [unknown]}
          health:
            port: %d
            checks: {dependencies: [{name: db, tcp: "${NO_SUCH_HOST}:1"}]}
          """
              .formatted(port));
      ImageProcess health = ImageProcess.run(folder, "health");
      assertEquals(0, health.exitCode(), health::toString);
    }
    Files.writeString(folder.resolve("telemetry.yaml"), "health: {port: \"${NO_SUCH_PORT}\"}");
    ImageProcess unknown = ImageProcess.run(folder, "health");
    assertEquals(2, unknown.exitCode(), unknown::toString);
    assertTrue(unknown.err().contains("NO_SUCH_PORT"), unknown::toString);
  }

  @Test
  void saysWhatToDoIfNobodyCanKnowThePort() throws Exception {
    configure(0, "");

    ImageProcess health = ImageProcess.run(folder, "health");

    assertEquals(2, health.exitCode(), health::toString);
    assertTrue(health.err().contains("--url"), health::toString);
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    assertEquals(2, ImageProcess.run(folder, "health", "--type", "mood").exitCode());
    ImageProcess ftp = ImageProcess.run(folder, "health", "--url", "ftp://127.0.0.1/");
    assertEquals(2, ftp.exitCode(), ftp::toString);
    assertTrue(ftp.err().contains("http"), ftp::toString);
  }
}
