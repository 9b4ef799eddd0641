package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The spool for an operator: one line of configuration, `obs spool`, and the errors of an unusable
/// spool.
class SpoolIT {
  private final AtomicInteger status = new AtomicInteger(503);
  private HttpServer collector;

  @TempDir Path folder;

  @BeforeEach
  void startCollector() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void stopCollector() {
    collector.stop(0);
  }

  private void configure(String spool) throws IOException {
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          spool: %s
          otlp: {endpoint: "http://127.0.0.1:%d"}
          tracing: {schedule_delay: 50ms}
          metrics: {prometheus_port: 0, exporters: [prometheus]}
        health: {port: 0}
        """
            .formatted(spool, collector.getAddress().getPort()));
  }

  private void demo() throws Exception {
    try (ImageProcess demo = ImageProcess.run(folder, "demo", "--once")) {
      assertEquals(0, demo.exitCode(), demo::toString);
    }
  }

  private JsonNode lane() throws Exception {
    try (ImageProcess spool = ImageProcess.run(folder, "spool", "--json")) {
      assertEquals(0, spool.exitCode(), spool::toString);
      JsonNode lanes = new ObjectMapper().readTree(spool.out());
      assertEquals(1, lanes.size(), spool::toString);
      assertEquals("otlp-traces", lanes.get(0).get("lane").asText());
      return lanes.get(0);
    }
  }

  /// Runs a command that must end with exit code 2 and one line with the reason.
  private String error(String... args) throws Exception {
    try (ImageProcess process = ImageProcess.run(folder, args)) {
      assertEquals(2, process.exitCode(), process::toString);
      assertFalse(process.err().contains("\tat "), process::toString);
      List<String> lines = process.err().lines().toList();
      assertEquals(1, lines.size(), process::toString);
      return lines.getFirst();
    }
  }

  @Test
  void whatABackendDidNotTakeIsDeliveredByTheNextRun() throws Exception {
    configure("{enabled: true, path: spool}");
    demo();
    long waiting = lane().get("waiting").asLong();
    assertTrue(waiting > 0);
    assertEquals(0, lane().get("delivered").asLong());
    status.set(200);
    demo();
    JsonNode lane = lane();
    assertEquals(0, lane.get("waiting").asLong());
    assertEquals(2 * waiting, lane.get("delivered").asLong());
    assertEquals(0, lane.get("bytes").asLong());
    assertEquals(0, lane.get("dropped").size());
  }

  @Test
  void whatABackendRejectsCanBeReplayedOrRemoved() throws Exception {
    configure("{enabled: true, path: spool}");
    status.set(400);
    demo();
    long rejected = lane().get("dead_letters").asLong();
    assertTrue(rejected > 0);
    assertEquals(0, lane().get("waiting").asLong());
    try (ImageProcess replay = ImageProcess.run(folder, "spool", "replay", "otlp-traces")) {
      assertEquals(0, replay.exitCode(), replay::toString);
      assertEquals(
          rejected + " dead letters of otlp-traces will be sent again", replay.out().strip());
    }
    assertEquals(rejected, lane().get("replaying").asLong());
    status.set(200);
    demo();
    assertEquals(0, lane().get("dead_letters").asLong());
    assertEquals(0, lane().get("replaying").asLong());
    assertEquals(2 * rejected, lane().get("delivered").asLong());

    status.set(400);
    demo();
    try (ImageProcess drop = ImageProcess.run(folder, "spool", "drop", "otlp-traces")) {
      assertEquals(0, drop.exitCode(), drop::toString);
    }
    assertEquals(0, lane().get("dead_letters").asLong());
  }

  @Test
  void namesThePlaceOfAPathThatCannotBeUsed() throws Exception {
    Path file = folder.resolve("telemetry.yaml");
    configure("{enabled: true}");
    String missing = error("check");
    assertTrue(missing.contains("telemetry.yaml:2:") && missing.contains("spool.path"), missing);

    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    configure("{enabled: true, path: open}");
    String wide = error("run", "--config", file.toString());
    assertTrue(wide.contains("telemetry.yaml:2:") && wide.contains("chmod 700"), wide);
    String checked = error("check", "--config", file.toString());
    assertTrue(checked.contains("telemetry.yaml:2:") && checked.contains("chmod 700"), checked);

    Files.writeString(folder.resolve("file"), "");
    configure("{enabled: true, path: file}");
    String notAFolder = error("run", "--config", file.toString());
    assertTrue(notAFolder.contains("it is a file, not a folder"), notAFolder);
  }

  @Test
  void twoProcessesDoNotShareASpool() throws Exception {
    configure("{enabled: true, path: spool}");
    try (ImageProcess run = ImageProcess.start(folder, Map.of(), "run")) {
      run.address("health-http");
      String error = error("run");
      assertTrue(error.contains("spool is in use by process "), error);
      assertEquals(0, run.terminate(), run::toString);
    }
  }

  @Test
  void leavesAloneWhatALaterVersionWrote() throws Exception {
    configure("{enabled: true, path: spool}");
    demo();
    Path lane = folder.resolve("spool").resolve("otlp-traces");
    ByteBuffer header = ByteBuffer.allocate(16).put("OBSSPOOL".getBytes()).putInt(2);
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(header.array(), 0, 12);
    header.putInt((int) crc.getValue());
    Path segment = Files.write(lane.resolve("0000000000000009999.segment"), header.array());
    String error = error("run");
    assertTrue(error.contains("written by a later version"), error);
    assertEquals(16, Files.size(segment));
  }

  @Test
  void saysWhatIsWrongWithItsArguments() throws Exception {
    configure("{enabled: false}");
    assertTrue(error("spool").contains("telemetry.spool.path is not set"));
    assertTrue(error("spool", "--path", "nowhere").contains("there is no spool in nowhere"));
    Files.createDirectory(folder.resolve("empty"));
    String lane = error("spool", "--path", "empty", "replay", "otlp-traces");
    assertTrue(lane.contains("has no lane 'otlp-traces'"), lane);
    String outside = error("spool", "--path", "empty", "drop", "..");
    assertTrue(outside.contains("has no lane '..'"), outside);
  }
}
