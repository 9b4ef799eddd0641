package dev.obs.kernel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.kernel.operation.OperationMonitor;
import dev.obs.kernel.operation.OperationOptions;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The parts of one line.
class LogLinesTest {
  @RegisterExtension final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();
  @RegisterExtension final LogFixture fixture = fixture();

  private final ObjectMapper json = new ObjectMapper();

  /// Where the lines go.
  LogFixture fixture() {
    return LogFixture.own();
  }

  @Test
  void aLineCarriesTimeTraceSpanAndCorrelationId() throws Exception {
    fixture.start(true, true);
    OperationMonitor operations =
        new OperationMonitor(
            telemetry.getOpenTelemetry(),
            fixture.supervisor().faults(),
            InstantSource.system(),
            new OperationOptions(10, 128, true));
    LogRecord record = new LogRecord(Level.INFO, "hello");
    record.setInstant(Instant.parse("2026-11-22T10:00:00.123456Z"));
    try (var operation = operations.start("op", "job-7")) {
      Logger.getLogger("app").log(record);
      JsonNode line = fixture.line();
      assertEquals("2026-11-22T10:00:00.123456000Z", line.get("timestamp").asText());
      assertEquals(operation.span().getSpanContext().getTraceId(), line.get("trace_id").asText());
      assertEquals(operation.span().getSpanContext().getSpanId(), line.get("span_id").asText());
      assertEquals(
          operation.span().getSpanContext().getTraceFlags().asHex(),
          line.get("trace_flags").asText());
      assertEquals("job-7", line.get("correlation_id").asText());
    }
  }

  @Test
  void withoutCorrelationALineCarriesNoIds() throws Exception {
    fixture.start(true, false);
    OperationMonitor operations =
        new OperationMonitor(
            telemetry.getOpenTelemetry(),
            fixture.supervisor().faults(),
            InstantSource.system(),
            new OperationOptions(10, 128, true));
    operations.run("op", "job-7", () -> System.getLogger("x"));
    try (var _ = operations.start("op", "job-7")) {
      Logger.getLogger("app").info("hello");
    }
    JsonNode line = fixture.line();
    assertFalse(line.has("trace_id"));
    assertFalse(line.has("correlation_id"));
  }

  @Test
  void anyMessageIsOneValidLine() throws Exception {
    fixture.start(true, true);
    String hostile = "a\nb\r\u001b[31m\u0000\"\\\u2028\ud800 ${jndi:ldap://x} {0} %s \ud83d\ude00";
    Logger.getLogger("app").log(Level.INFO, hostile);
    assertEquals(
        hostile.replace('\ud800', '\ufffd').replace("\ufffd\ude00", "\ud83d\ude00"),
        fixture.line().get("message").asText());
  }

  @Test
  void anExceptionIsAnObjectOfItsOwn() throws Exception {
    fixture.start(true, true);
    Logger.getLogger("app").log(Level.SEVERE, "failed", new IOException("disk\nfull"));
    JsonNode exception = fixture.line().get("exception");
    assertEquals("java.io.IOException", exception.get("type").asText());
    assertEquals("disk\nfull", exception.get("message").asText());
    assertTrue(exception.get("stacktrace").asText().contains("LogLinesTest"));
  }

  @Test
  void parametersAreFilledInAsTheLoggingApiSays() throws Exception {
    fixture.start(true, true);
    System.getLogger("app").log(System.Logger.Level.INFO, "{0} of {1}", "x", 2);
    assertEquals("x of 2", fixture.line().get("message").asText());
  }

  @Test
  void plainTextHasOneLineAMessageToo() throws Exception {
    fixture.start(false, true);
    Logger.getLogger("app").info("forged\n2026-01-01T00:00:00Z ERROR bank: all is lost\u001b[2J");
    List<String> lines = fixture.lines();
    assertEquals(1, lines.size());
    assertTrue(
        lines
            .getFirst()
            .endsWith(
                "INFO  app: forged\\u000a2026-01-01T00:00:00Z ERROR bank: all is lost\\u001b[2J"),
        lines::toString);
  }

  @Test
  void noLineOfAnExceptionForgesALineOfText() throws Exception {
    fixture.start(false, true);
    String forged = "x\n2026-11-30T12:00:00Z INFO  audit: root logged in\u2028\u202e\u0085";
    Exception cause = new Exception(forged);
    Logger.getLogger("app").log(Level.WARNING, "login failed", new Exception(forged, cause));
    List<String> lines = fixture.lines();
    assertTrue(lines.get(0).endsWith("WARN  app: login failed"), lines.get(0));
    assertTrue(
        lines
            .get(1)
            .endsWith(
                "x\\u000a2026-11-30T12:00:00Z INFO  audit: root logged in\\u2028\\u202e\\u0085"),
        lines.get(1));
    assertTrue(lines.get(2).startsWith("\t\tat "), lines.get(2));
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("\tCaused by: java.lang.Exception: x")));
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(line.startsWith("\t"), line);
    }
  }

  @Test
  void timestampsHaveNineDigits() throws Exception {
    fixture.start(true, true);
    List<String> times =
        List.of(
            "2026-11-22T03:04:05Z",
            "2026-11-22T03:04:05.1Z",
            "2026-11-22T03:04:05.123456Z",
            "2026-11-22T03:04:05.123456789Z");
    for (String time : times) {
      LogRecord record = new LogRecord(Level.INFO, "m");
      record.setInstant(Instant.parse(time));
      Logger.getLogger("app").log(record);
    }
    List<String> shown = new ArrayList<>();
    for (String line : fixture.lines()) {
      shown.add(json.readTree(line).get("timestamp").asText());
    }
    assertEquals(
        List.of(
            "2026-11-22T03:04:05.000000000Z",
            "2026-11-22T03:04:05.100000000Z",
            "2026-11-22T03:04:05.123456000Z",
            "2026-11-22T03:04:05.123456789Z"),
        shown);
  }

  @Test
  void aTimeThatDoesNotFitIsUnknownAndKeptAsText() throws Exception {
    fixture.start(true, true);
    AttributeKey<String> original = AttributeKey.stringKey("log.record.original_time");
    List<String> outside =
        List.of(
            "1960-01-01T00:00:00.000000000Z",
            "1969-12-31T23:59:59.999999999Z",
            "1970-01-01T00:00:00.000000000Z",
            "2262-04-11T23:47:16.854775808Z",
            "2300-01-01T00:00:00.500000000Z",
            "+100000-01-01T00:00:00.000000000Z");
    for (String time : outside) {
      LogRecord record = new LogRecord(Level.INFO, "m");
      record.setInstant(Instant.parse(time));
      Logger.getLogger("app").log(record);
    }
    LogRecord last = new LogRecord(Level.INFO, "last");
    last.setInstant(Instant.parse("2262-04-11T23:47:16.854775807Z"));
    Logger.getLogger("app").log(last);
    List<String> lines = fixture.lines();
    for (int i = 0; i < outside.size(); i++) {
      assertEquals(0, fixture.shipped().get(i).getTimestampEpochNanos());
      assertEquals(outside.get(i), fixture.shipped().get(i).getAttributes().get(original));
      JsonNode line = json.readTree(lines.get(i));
      assertTrue(line.get("timestamp").asText().startsWith("20"), line::toString);
      assertEquals(outside.get(i), line.get("attributes").get("log.record.original_time").asText());
    }
    assertEquals(Long.MAX_VALUE, fixture.shipped().getLast().getTimestampEpochNanos());
  }

  @Test
  void theLogApiKeepsATimeBefore1970AsText() throws Exception {
    fixture.start(true, true);
    fixture
        .provider()
        .get("app")
        .logRecordBuilder()
        .setTimestamp(Instant.parse("1960-01-01T00:00:00Z"))
        .setBody("m")
        .emit();
    JsonNode line = fixture.line();
    assertEquals(
        "1960-01-01T00:00:00.000000000Z",
        line.get("attributes").get("log.record.original_time").asText());
    assertTrue(line.get("timestamp").asText().startsWith("20"), line::toString);
  }

  @Test
  void eachLevelHasItsOwnNumberAndTheConsoleNamesItsRange() throws Exception {
    fixture.start(true, true);
    Logger.getLogger("").setLevel(Level.ALL);
    Logger logger = Logger.getLogger("app");
    List<Level> levels =
        List.of(
            Level.FINEST,
            Level.FINER,
            Level.FINE,
            Level.CONFIG,
            Level.INFO,
            Level.WARNING,
            Level.SEVERE);
    levels.forEach(level -> logger.log(level, "m"));
    logger.log(
        new Level("AUDIT", 950) {
          private static final long serialVersionUID = 1L;
        },
        "m");
    System.getLogger("app").log(System.Logger.Level.TRACE, "m");
    System.getLogger("app").log(System.Logger.Level.DEBUG, "m");
    List<String> shown = new ArrayList<>();
    for (String line : fixture.lines()) {
      shown.add(json.readTree(line).get("level").asText());
    }
    assertEquals(
        List.of(1, 2, 5, 6, 9, 13, 17, 13, 2, 5),
        fixture.shipped().stream()
            .map(record -> record.getSeverity().getSeverityNumber())
            .toList());
    assertEquals(
        List.of(
            "TRACE", "TRACE", "DEBUG", "DEBUG", "INFO", "WARN", "ERROR", "WARN", "TRACE", "DEBUG"),
        shown);
    assertEquals("CONFIG", fixture.shipped().get(3).getSeverityText());
  }
}
