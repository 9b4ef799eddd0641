package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An application with OpenTelemetry's Java agent, which sends everything to its log.
class JavaAgentIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APPLICATION =
      """
      import dev.obs.api.Obs;
      import dev.obs.api.Operation;
      import io.opentelemetry.api.GlobalOpenTelemetry;
      import io.opentelemetry.api.trace.Span;
      import io.opentelemetry.api.trace.Tracer;
      import io.opentelemetry.context.Scope;
      import java.net.Socket;
      import java.net.URI;
      import java.nio.file.Path;
      import java.util.logging.Logger;

      class Application {
        public static void main(String[] arguments) throws Exception {
          Obs obs = Obs.builder().configuration(Path.of(arguments[0])).start();
          Tracer tracer = GlobalOpenTelemetry.getTracer("application");
          Span outer = tracer.spanBuilder("outer").startSpan();
          try (Scope current = outer.makeCurrent()) {
            try (Operation work = obs.operations().start("work", null)) {
              work.with("article", 7);
              tracer.spanBuilder("inner").startSpan().end();
              Logger.getLogger("application").info("inside");
            }
          } finally {
            outer.end();
          }
          URI page = obs.view().extensions().stream()
              .flatMap(extension -> extension.addresses().stream())
              .filter(address -> address.getPath().equals("/metrics")).findFirst().orElseThrow();
          try (Socket socket = new Socket(page.getHost(), page.getPort())) {
            socket.getOutputStream()
                .write("GET /metrics HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n".getBytes());
            System.out.println(new String(socket.getInputStream().readAllBytes()));
          }
          obs.close();
        }
      }
      """;

  @TempDir Path folder;

  private String run(String agent) throws IOException, InterruptedException {
    Path file = folder.resolve("telemetry.yaml");
    Files.writeString(
        file,
        """
        telemetry:
          tracing: {exporters: [file]}
          metrics: {exporters: [prometheus], prometheus_port: 0}
          logging: {exporters: [console, file]}
          file: {path: %1$s/out}
        """
            .formatted(folder));
    Path source = Files.writeString(folder.resolve("Application.java"), APPLICATION);
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + TARGET.resolve("agents").resolve(agent));
    command.add("-Dotel.javaagent.enabled=true"); // also where a source file is run
    for (String signal : List.of("traces", "metrics", "logs")) {
      command.add("-Dotel." + signal + ".exporter=logging-otlp");
    }
    command.add("-cp");
    command.add(Files.readString(TARGET.resolve("image-jars.txt")).strip());
    command.add(source.toString());
    command.add(file.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(3, TimeUnit.MINUTES), () -> "hangs");
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output);
    assertEquals(0, process.exitValue(), text);
    return text;
  }

  /// The elements that the agent's exporter of a signal wrote.
  private static List<JsonNode> sent(String text, String exporter, String each) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (String line : text.lines().filter(line -> line.contains(exporter)).toList()) {
      for (JsonNode scope : JSON.readTree(line.substring(line.indexOf('{'))).findValues(each)) {
        scope.forEach(all::add);
      }
    }
    return all;
  }

  private static JsonNode one(List<JsonNode> all, String field, String value) {
    List<JsonNode> found =
        all.stream().filter(each -> each.at(field).asText().equals(value)).toList();
    assertEquals(1, found.size(), () -> value + " in " + all);
    return found.getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest.jar", "oldest.jar"})
  void operationsTakePartInItsTracesAndNothingIsSentTwice(String agent) throws Exception {
    String text = run(agent);

    List<JsonNode> spans = sent(text, "OtlpJsonLoggingSpanExporter", "spans");
    JsonNode outer = one(spans, "/name", "outer");
    JsonNode work = one(spans, "/name", "work");
    JsonNode inner = one(spans, "/name", "inner");
    assertEquals(3, spans.size(), spans::toString); // none of the scrape
    assertEquals(outer.get("traceId"), work.get("traceId"));
    assertEquals(outer.get("spanId"), work.get("parentSpanId"));
    assertEquals(work.get("spanId"), inner.get("parentSpanId"));
    assertTrue(work.at("/attributes").toString().contains("article"), work::toString);

    JsonNode line =
        one(
            sent(text, "OtlpJsonLoggingLogRecordExporter", "logRecords"),
            "/body/stringValue",
            "inside");
    assertEquals(work.get("spanId"), line.get("spanId"));
    String ours =
        text.lines().filter(each -> each.contains("\"message\":\"inside\"")).findFirst().orElse("");
    assertTrue(ours.contains(work.get("traceId").asText()), text);

    assertTrue(text.contains("operation_duration_seconds_count{operation=\"work\""), text);
    assertFalse(text.contains("\njvm_"), text);
    Pattern notice = Pattern.compile("(?m)^\\{.*Java agent is attached"); // on our console
    assertEquals(1, notice.matcher(text).results().count(), text);
    assertFalse(text.contains("\tat "), text);
    assertEquals("", Files.readString(folder.resolve("out/logs.jsonl"))); // the agent sends them
  }
}
