package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadConfigurationIT {
  @TempDir Path folder;

  private List<String> errors(String command, String content) throws Exception {
    Path file = folder.resolve("telemetry.yaml");
    Files.writeString(file, content);
    return errors(command, file);
  }

  /// Runs a command that must end with exit code 2 and give the reason without a stack trace.
  private List<String> errors(String command, Path file) throws Exception {
    try (ImageProcess process = ImageProcess.run(folder, command, "--config", file.toString())) {
      assertEquals(2, process.exitCode(), process::toString);
      assertEquals("", process.out());
      assertFalse(process.err().contains("\tat "), process::toString);
      assertFalse(process.err().contains("Exception"), process::toString);
      return process.err().lines().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check", "demo"})
  void everyCommandNamesAFileThatIsNotThere(String command) throws Exception {
    List<String> errors = errors(command, Path.of("nowhere.yaml"));
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.getFirst().contains("nowhere.yaml"), errors::toString);
  }

  @Test
  void namesAllErrorsAtOnceWithTheirPlaces() throws Exception {
    List<String> errors =
        errors(
            "check",
            """
            telemetry:
              tracing:
                sampel_rate: 0.1
                sample_rate: 7
                exporters: [otlpp]
              metrics:
                prometheus_port: none
            """);
    String file = folder.resolve("telemetry.yaml").toString();
    assertEquals(4, errors.size(), errors::toString);
    assertTrue(errors.get(0).startsWith(file + ":3:5: "), errors::toString);
    assertTrue(errors.get(0).contains("sample_rate"), "names the nearest key: " + errors);
    assertTrue(errors.get(1).startsWith(file + ":4:18: "), errors::toString);
    assertTrue(errors.get(2).startsWith(file + ":5:17: "), errors::toString);
    assertTrue(errors.get(2).contains("'otlp'"), errors::toString);
    assertTrue(errors.get(3).startsWith(file + ":7:22: "), errors::toString);
  }

  @Test
  void endsAtOnceOnWhatIsNoConfiguration() throws Exception {
    List<String> contents =
        List.of(
            "telemetry: [unclosed",
            "telemetry: !!javax.script.ScriptEngineManager []",
            "telemetry: {}\ntelemetry: {}",
            "[".repeat(20_000),
            "telemetry:\n  service_name: " + "x".repeat(5 << 20),
            bomb());
    for (String content : contents) {
      String start = content.substring(0, Math.min(content.length(), 40));
      List<String> errors = errors("run", content);
      assertEquals(1, errors.size(), () -> start + " gives " + errors);
      assertTrue(errors.getFirst().contains("telemetry.yaml"), errors::toString);
    }
  }

  private static String bomb() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      String last = "*a" + (i - 1);
      yaml.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, last))));
    }
    return yaml.toString();
  }

  @Test
  void namesAPortThatIsTakenTheSettingAndWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      List<String> errors =
          errors(
              "run",
              "health: {port: %d}\ntelemetry: {metrics: {prometheus_port: 0}}".formatted(port));
      assertEquals(1, errors.size(), errors::toString);
      String error = errors.getFirst();
      assertTrue(error.startsWith(folder.resolve("telemetry.yaml") + ":1:16: "), error);
      assertTrue(error.contains(Integer.toString(port)) && error.contains("health.port"), error);
    }
  }

  @Test
  void explainsACommandThatDoesNotExist() throws IOException, InterruptedException {
    try (ImageProcess process = ImageProcess.run(folder, "rnu")) {
      assertEquals(2, process.exitCode());
      assertTrue(process.err().contains("run"), process::toString);
    }
  }

  @Test
  void ignoresAVariableThatCannotBeReadButSaysSo() throws Exception {
    try (ImageProcess process =
        ImageProcess.start(folder, Map.of("OTEL_TRACES_SAMPLER_ARG", "lots"), "check")) {
      assertEquals(0, process.exitCode(), process::toString);
      assertTrue(process.out().contains("OTEL_TRACES_SAMPLER_ARG"), process::toString);
    }
  }

  @Test
  void ignoresAVariableThatAnExporterRefusesButSaysSo() throws Exception {
    Map<String, String> environment =
        Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    try (ImageProcess process = ImageProcess.start(folder, environment, "check")) {
      assertEquals(0, process.exitCode(), process::toString);
      assertTrue(
          process.out().contains("OTEL_EXPORTER_OTLP_PROTOCOL: ignored: grpc is not supported"),
          process::toString);
    }
  }
}
