package dev.obs.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path folder;

  private String anyPorts() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("any-ports.yaml"),
            "telemetry: {metrics: {prometheus_port: 0}}\nhealth: {port: 0}\n");
    return file.toString();
  }

  @Test
  void oneRoundReportsLogsWithTraceIdsAndTheTableOfOperations() throws Exception {
    try (ImageProcess demo = ImageProcess.run(folder, "demo", "--once", "--config", anyPorts())) {
      assertEquals(0, demo.exitCode(), demo::toString);
      assertEquals("", demo.err());
      assertTrue(demo.out().contains("obs 0.1.0 observes unknown_service:java"), demo::toString);
      assertTrue(demo.out().contains("exporter.prometheus"), demo::toString);
      List<JsonNode> traced = new ArrayList<>();
      for (String line : demo.json()) {
        JsonNode node = json.readTree(line);
        if (node.has("trace_id")) {
          traced.add(node);
        }
      }
      assertFalse(traced.isEmpty(), demo::toString);
      assertTrue(traced.getFirst().get("trace_id").asText().matches("[0-9a-f]{32}"));
      assertTrue(traced.getFirst().has("correlation_id"), demo::toString);
      assertTrue(demo.out().lines().anyMatch(line -> line.matches("generate_docs +\\d+ +0 .*")));
      assertTrue(demo.out().lines().anyMatch(line -> line.matches("route_discovery +\\d+ +0 .*")));
      assertTrue(demo.out().lines().anyMatch(line -> line.startsWith("console logs")));
    }
  }

  @Test
  void aBackendThatIsFoundDeadAtTheEndIsALineLikeAllOthers() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("dead.yaml"),
            """
            telemetry:
              tracing: {exporters: [otlp], schedule_delay: 1h}
              otlp: {endpoint: "http://127.0.0.1:1"}
              metrics: {prometheus_port: 0}
              shutdown: {deadline: 1s}
            health: {port: 0}
            """);
    try (ImageProcess demo =
        ImageProcess.run(folder, "demo", "--once", "--config", file.toString())) {
      assertEquals(0, demo.exitCode(), demo::toString);
      assertTrue(
          demo.json().stream().anyMatch(line -> line.contains("otlp traces cannot deliver")),
          demo::toString);
      assertEquals("", demo.err());
    }
  }

  @Test
  void runsUntilItIsToldToStopAndMeetsBrokenJars() throws Exception {
    try (ImageProcess demo = ImageProcess.start(folder, Map.of(), "demo", "--config", anyPorts())) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            assertTrue(demo.isAlive(), demo::toString);
            return demo.json().stream().anyMatch(line -> line.contains("broken-"));
          });
      assertEquals(0, demo.terminate(), demo::toString);
      assertTrue(
          demo.out().lines().anyMatch(line -> line.matches("route_discovery +\\d+ +[1-9]\\d* .*")),
          demo::toString);
    }
  }
}
