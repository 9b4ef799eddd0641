package dev.obs.kernel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.kernel.delivery.Backoff;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.LaneOptions;
import dev.obs.kernel.delivery.LaneSpec;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.delivery.MemoryLane;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.operation.OperationMonitor;
import dev.obs.kernel.operation.OperationOptions;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.spi.ExportResult;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LogLinesTest {
  @RegisterExtension final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  private final ObjectMapper json = new ObjectMapper();
  private final Supervisor supervisor = Supervisors.create();
  private final KernelThreads threads = supervisor.threads();
  private final LostLines lost = new LostLines(supervisor.faults());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<LogRecordData> shipped = new CopyOnWriteArrayList<>();
  private final List<Lane<?>> lanes = new ArrayList<>();
  private SdkLoggerProvider provider;
  private Logs logs;

  private void start(boolean structured, boolean correlate) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Lane<LogRecordData> console = lane("console", new ConsoleExporter(stream, structured)::export);
    Lane<LogRecordData> ship =
        lane(
            "fake",
            batch -> {
              shipped.addAll(batch);
              return ExportResult.delivered();
            });
    LaneLogProcessor processor = new LaneLogProcessor(lost);
    processor.connect(List.of(console, ship));
    provider = SdkLoggerProvider.builder().addLogRecordProcessor(processor).build();
    logs = new Logs(provider, Resource.empty(), console, supervisor, lost);
    logs.takeOver(System.Logger.Level.DEBUG, correlate);
  }

  private Lane<LogRecordData> lane(String name, dev.obs.spi.Exporter<LogRecordData> exporter) {
    Lane<LogRecordData> lane =
        new MemoryLane<>(
            new LaneSpec<>(
                name,
                Signal.LOGS,
                new LaneOptions(
                    100,
                    16 << 20,
                    100,
                    1 << 20,
                    Duration.ZERO,
                    Duration.ofSeconds(5),
                    Backoff.DEFAULT),
                exporter,
                supervisor));
    lane.start();
    lanes.add(lane);
    return lane;
  }

  @AfterEach
  void stop() throws InterruptedException {
    logs.close();
    new Lanes(lanes).close(System.nanoTime() + Duration.ofSeconds(1).toNanos());
    supervisor.close();
  }

  private List<String> lines() throws InterruptedException {
    for (Lane<?> lane : lanes) {
      assertTrue(lane.flush(System.nanoTime() + Duration.ofSeconds(10).toNanos()));
    }
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.isEmpty() || text.endsWith("\n"));
    return text.lines().toList();
  }

  private JsonNode line() throws InterruptedException, IOException {
    List<String> lines = lines();
    assertEquals(1, lines.size(), "exactly one line");
    return json.readTree(lines.getFirst());
  }

  @Test
  void everyKindOfLoggerArrives() throws Exception {
    start(true, true);
    System.getLogger("a.SystemLogger").log(System.Logger.Level.INFO, "one");
    Logger.getLogger("b.Jul").warning("two");
    org.slf4j.LoggerFactory.getLogger("c.Slf4j").error("three {}", 3);
    List<String> seen = new ArrayList<>();
    for (String line : lines()) {
      JsonNode node = json.readTree(line);
      seen.add(
          node.get("logger").asText()
              + " "
              + node.get("level").asText()
              + " "
              + node.get("message").asText());
    }
    assertEquals(
        List.of("a.SystemLogger INFO one", "b.Jul WARN two", "c.Slf4j ERROR three 3"), seen);
  }

  @Test
  void aLineCarriesTimeTraceSpanAndCorrelationId() throws Exception {
    start(true, true);
    OperationMonitor operations =
        new OperationMonitor(
            telemetry.getOpenTelemetry(),
            supervisor.faults(),
            InstantSource.system(),
            new OperationOptions(10, 128, true));
    LogRecord record = new LogRecord(Level.INFO, "hello");
    record.setInstant(Instant.parse("2026-11-22T10:00:00.123456Z"));
    try (var operation = operations.start("op", "job-7")) {
      Logger.getLogger("app").log(record);
      JsonNode line = line();
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
    start(true, false);
    OperationMonitor operations =
        new OperationMonitor(
            telemetry.getOpenTelemetry(),
            supervisor.faults(),
            InstantSource.system(),
            new OperationOptions(10, 128, true));
    operations.run("op", "job-7", () -> System.getLogger("x"));
    try (var _ = operations.start("op", "job-7")) {
      Logger.getLogger("app").info("hello");
    }
    JsonNode line = line();
    assertFalse(line.has("trace_id"));
    assertFalse(line.has("correlation_id"));
  }

  @Test
  void anyMessageIsOneValidLine() throws Exception {
    start(true, true);
    String hostile = "a\nb\r\u001b[31m\u0000\"\\\u2028\ud800 ${jndi:ldap://x} {0} %s \ud83d\ude00";
    Logger.getLogger("app").log(Level.INFO, hostile);
    assertEquals(
        hostile.replace('\ud800', '\ufffd').replace("\ufffd\ude00", "\ud83d\ude00"),
        line().get("message").asText());
  }

  @Test
  void anExceptionIsAnObjectOfItsOwn() throws Exception {
    start(true, true);
    Logger.getLogger("app").log(Level.SEVERE, "failed", new IOException("disk\nfull"));
    JsonNode exception = line().get("exception");
    assertEquals("java.io.IOException", exception.get("type").asText());
    assertEquals("disk\nfull", exception.get("message").asText());
    assertTrue(exception.get("stacktrace").asText().contains("LogLinesTest"));
  }

  @Test
  void parametersAreFilledInAsTheLoggingApiSays() throws Exception {
    start(true, true);
    System.getLogger("app").log(System.Logger.Level.INFO, "{0} of {1}", "x", 2);
    assertEquals("x of 2", line().get("message").asText());
  }

  @Test
  void plainTextHasOneLineAMessageToo() throws Exception {
    start(false, true);
    Logger.getLogger("app").info("forged\n2026-01-01T00:00:00Z ERROR bank: all is lost\u001b[2J");
    List<String> lines = lines();
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
    start(false, true);
    String forged = "x\n2026-11-30T12:00:00Z INFO  audit: root logged in\u2028\u202e\u0085";
    Exception cause = new Exception(forged);
    Logger.getLogger("app").log(Level.WARNING, "login failed", new Exception(forged, cause));
    List<String> lines = lines();
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
    start(true, true);
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
    for (String line : lines()) {
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
    start(true, true);
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
    List<String> lines = lines();
    for (int i = 0; i < outside.size(); i++) {
      assertEquals(0, shipped.get(i).getTimestampEpochNanos());
      assertEquals(outside.get(i), shipped.get(i).getAttributes().get(original));
      JsonNode line = json.readTree(lines.get(i));
      assertTrue(line.get("timestamp").asText().startsWith("20"), line::toString);
      assertEquals(outside.get(i), line.get("attributes").get("log.record.original_time").asText());
    }
    assertEquals(Long.MAX_VALUE, shipped.getLast().getTimestampEpochNanos());
  }

  @Test
  void theLogApiKeepsATimeBefore1970AsText() throws Exception {
    start(true, true);
    provider
        .get("app")
        .logRecordBuilder()
        .setTimestamp(Instant.parse("1960-01-01T00:00:00Z"))
        .setBody("m")
        .emit();
    JsonNode line = line();
    assertEquals(
        "1960-01-01T00:00:00.000000000Z",
        line.get("attributes").get("log.record.original_time").asText());
    assertTrue(line.get("timestamp").asText().startsWith("20"), line::toString);
  }

  @Test
  void belowTheLevelNothingIsLogged() throws Exception {
    start(true, true);
    Logger.getLogger("app").finer("too fine");
    Logger.getLogger("app").fine("fine enough");
    assertEquals("DEBUG", line().get("level").asText());
  }

  @Test
  void eachLevelHasItsOwnNumberAndTheConsoleNamesItsRange() throws Exception {
    start(true, true);
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
    for (String line : lines()) {
      shown.add(json.readTree(line).get("level").asText());
    }
    assertEquals(
        List.of(1, 2, 5, 6, 9, 13, 17, 13, 2, 5),
        shipped.stream().map(record -> record.getSeverity().getSeverityNumber()).toList());
    assertEquals(
        List.of(
            "TRACE", "TRACE", "DEBUG", "DEBUG", "INFO", "WARN", "ERROR", "WARN", "TRACE", "DEBUG"),
        shown);
    assertEquals("CONFIG", shipped.get(3).getSeverityText());
  }

  @Test
  void ourOwnLinesAndThoseOfSinksAtWorkStayOnTheConsole() throws Exception {
    start(true, true);
    System.getLogger("dev.obs.otlp").log(System.Logger.Level.WARNING, "cannot deliver");
    Thread sink =
        threads.laneThread("test", () -> Logger.getLogger("some.library").warning("refused"));
    sink.start();
    sink.join();
    Thread[] child = new Thread[1];
    Thread parent =
        threads.laneThread(
            "test",
            () -> {
              child[0] = new Thread(() -> Logger.getLogger("some.library").warning("again"));
              child[0].start();
            });
    parent.start();
    parent.join();
    child[0].join();
    Thread[] virtual = new Thread[1];
    Thread client =
        threads.laneThread(
            "test",
            () -> {
              virtual[0] =
                  Thread.ofVirtual().start(() -> Logger.getLogger("a.client").warning("and again"));
            });
    client.start();
    client.join();
    virtual[0].join();
    Logger.getLogger("app").info("of the application");
    assertEquals(5, lines().size());
    assertEquals(
        List.of("of the application"),
        shipped.stream().map(record -> record.getBodyValue().asString()).toList());
  }

  @Test
  void applicationsMayUseTheNamesOfObs() throws Exception {
    start(true, true);
    List<String> names =
        List.of("obs", "obs.billing.Invoice", "dev.obs.example.Shop", "dev.observatory", "dev");
    for (String name : names) {
      Logger.getLogger(name).severe("x");
    }
    System.getLogger("dev.obs").log(System.Logger.Level.WARNING, "our own");
    assertEquals(names.size() + 1, lines().size());
    assertEquals(
        names,
        shipped.stream().map(record -> record.getInstrumentationScopeInfo().getName()).toList());
  }

  @Test
  void whatTheKernelSaysWhileItClosesIsStillALineOfTheConsole() throws InterruptedException {
    start(true, true);
    logs.giveBack();
    System.getLogger("dev.obs").log(System.Logger.Level.WARNING, "cannot deliver");
    Logger.getLogger("app").fine("the application's own again");
    List<String> lines = lines();
    assertEquals(1, lines.size(), () -> "" + lines);
    assertTrue(lines.getFirst().contains("\"message\":\"cannot deliver\""), lines.getFirst());
    logs.close();
    assertEquals(0, Logger.getLogger("dev.obs").getHandlers().length);
    assertTrue(Logger.getLogger("dev.obs").getUseParentHandlers());
  }

  @Test
  void theRootLoggerIsGivenBack() {
    Logger root = Logger.getLogger("");
    List<Handler> handlers = List.of(root.getHandlers());
    Level level = root.getLevel();
    start(true, true);
    assertEquals(1, root.getHandlers().length);
    logs.close();
    assertEquals(handlers, List.of(root.getHandlers()));
    assertEquals(level, root.getLevel());
  }
}
