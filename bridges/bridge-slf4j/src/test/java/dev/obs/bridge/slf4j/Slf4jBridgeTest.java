package dev.obs.bridge.slf4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.testkit.InMemoryLogSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;

/// All that goes into SLF4J against the record that reaches a sink.
class Slf4jBridgeTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Logger logger = LoggerFactory.getLogger("app.Orders"); // before the start
  private final InMemoryLogSink sink = new InMemoryLogSink();

  @AfterEach
  void clear() {
    MDC.clear();
  }

  private LogRecordData line(Consumer<Obs> action) {
    try (Obs obs =
        Obs.builder()
            .with(sink)
            .set("telemetry.logging.exporters", "in-memory")
            .set("telemetry.logging.level", "TRACE")
            .start()) {
      action.accept(obs);
      obs.flush(LIMIT);
    }
    List<LogRecordData> lines =
        sink.records().stream()
            .filter(line -> line.getInstrumentationScopeInfo().getName().equals("app.Orders"))
            .toList();
    assertEquals(1, lines.size(), lines::toString);
    return lines.getFirst();
  }

  private static Map<String, Object> attributes(LogRecordData line) {
    Map<String, Object> all = new LinkedHashMap<>();
    line.getAttributes().forEach((key, value) -> all.put(key.getKey(), value));
    assertEquals(all.size(), line.getAttributes().size(), "one value for each name");
    assertEquals(Thread.currentThread().getName(), all.remove("thread.name"));
    return all;
  }

  @Test
  void keyValuesTheMdcAndMarkersAreAttributesBesideTheMessage() {
    Marker audit = MarkerFactory.getMarker("AUDIT");
    MDC.put("user", "u1");
    LogRecordData line =
        line(_ ->
            logger
                .atInfo()
                .addMarker(audit)
                .addKeyValue("orderId", 42)
                .addKeyValue("ok", true)
                .log("order placed"));
    assertEquals("order placed", line.getBodyValue().asString());
    assertEquals(Severity.INFO, line.getSeverity());
    assertEquals(
        Map.of("user", "u1", "orderId", 42L, "ok", true, "slf4j.markers", List.of("AUDIT")),
        attributes(line));
  }

  @Test
  void valuesKeepTheirTypes() {
    LogRecordData line =
        line(_ ->
            logger
                .atWarn()
                .addKeyValue("byte", (byte) 1)
                .addKeyValue("short", (short) 2)
                .addKeyValue("long", Long.MIN_VALUE)
                .addKeyValue("atomic", new AtomicLong(3))
                .addKeyValue("float", 0.1f)
                .addKeyValue("double", Double.NaN)
                .addKeyValue("char", 'c')
                .addKeyValue("text", new StringBuilder("b"))
                .addKeyValue("enum", TimeUnit.DAYS)
                .addKeyValue("date", LocalDate.EPOCH)
                .addKeyValue("supplied", () -> 4)
                .addKeyValue("ints", new int[] {1, 2})
                .addKeyValue("texts", List.of("a", "b"))
                .addKeyValue("mixed", Arrays.asList(1, null, "x"))
                .addKeyValue("map", Map.of("deep", List.of(2.5)))
                .log("types"));
    Map<String, Object> all = attributes(line);
    assertEquals(1L, all.get("byte"));
    assertEquals(2L, all.get("short"));
    assertEquals(Long.MIN_VALUE, all.get("long"));
    assertEquals(3L, all.get("atomic"));
    assertEquals(0.1, all.get("float"));
    assertEquals(Double.NaN, all.get("double"));
    assertEquals("c", all.get("char"));
    assertEquals("b", all.get("text"));
    assertEquals("DAYS", all.get("enum"));
    assertEquals("1970-01-01", all.get("date"));
    assertEquals(4L, all.get("supplied"));
    assertEquals(List.of(1L, 2L), all.get("ints"));
    assertEquals(List.of("a", "b"), all.get("texts"));
    assertEquals(Value.of(Value.of(1), Value.empty(), Value.of("x")), all.get("mixed"));
    assertEquals(Value.of(KeyValue.of("deep", Value.of(Value.of(2.5)))), all.get("map"));
  }

  @Test
  void anEmptyValueStaysEmpty() {
    MDC.put("none", null);
    LogRecordData line = line(_ -> logger.atInfo().addKeyValue("null", (Object) null).log("m"));
    assertEquals(Map.of("null", Value.empty(), "none", Value.empty()), attributes(line));
  }

  @Test
  void aKeyValueReplacesTheMdcAndTheLastOneCounts() {
    MDC.put("k", "context");
    LogRecordData line =
        line(_ -> logger.atInfo().addKeyValue("k", 1).addKeyValue("k", 2L).log("m"));
    assertEquals(Map.of("k", 2L), attributes(line));
  }

  @Test
  @SuppressWarnings("deprecation") // nothing else adds a reference
  void markersReferToOthersOnceEach() {
    Marker parent = new BasicMarkerFactory().getMarker("PARENT");
    Marker child = new BasicMarkerFactory().getMarker("CHILD");
    parent.add(child);
    LogRecordData line = line(_ -> logger.atInfo().addMarker(parent).addMarker(child).log("m"));
    assertEquals(Map.of("slf4j.markers", List.of("PARENT", "CHILD")), attributes(line));
  }

  @Test
  void theOldMethodsArriveTheSame() {
    MDC.put("user", "u1");
    Object[] twenty = Collections.nCopies(20, 7).toArray();
    LogRecordData line =
        line(_ -> logger.trace(MarkerFactory.getMarker("M"), "{} ".repeat(20), twenty));
    assertEquals("7 ".repeat(20), line.getBodyValue().asString());
    assertEquals(1, line.getSeverity().getSeverityNumber());
    assertEquals(Map.of("user", "u1", "slf4j.markers", List.of("M")), attributes(line));
  }

  @Test
  void anExceptionIsTakenFromEitherForm() {
    IllegalStateException failure = new IllegalStateException("no disk");
    LogRecordData last = line(_ -> logger.error("failed {}", 1, failure));
    LogRecordData cause;
    sink.reset();
    cause =
        line(_ ->
            logger
                .atError()
                .setCause(failure)
                .addKeyValue("exception.message", "forged")
                .log("failed {}", 1));
    for (LogRecordData line : List.of(last, cause)) {
      assertEquals("failed 1", line.getBodyValue().asString());
      Attributes attributes = line.getAttributes();
      assertEquals("no disk", attributes.get(AttributeKey.stringKey("exception.message")));
      assertTrue(
          attributes
              .get(AttributeKey.stringKey("exception.stacktrace"))
              .contains("Slf4jBridgeTest"));
    }
  }

  private static final class Hostile {
    @Override
    public String toString() {
      throw new AssertionError("no text");
    }
  }

  @Test
  void aHostileValueCostsItsOwnAttribute() {
    List<Object> circle = new ArrayList<>();
    circle.add(circle);
    LogRecordData line =
        line(_ ->
            logger
                .atInfo()
                .addKeyValue("bad", new Hostile())
                .addKeyValue("circle", circle)
                .addKeyValue("good", 1)
                .log("m"));
    Map<String, Object> all = attributes(line);
    assertEquals(1L, all.get("good"));
    assertTrue(all.get("bad").toString().contains("Hostile"), all::toString);
    assertEquals(List.of("(circular)"), all.get("circle"));
  }

  @Test
  void theValueIsThatOfTheMomentOfTheLine() {
    List<String> later = new ArrayList<>(List.of("a"));
    LogRecordData line =
        line(_ -> {
          logger.atInfo().addKeyValue("list", later).log("m");
          later.add("b");
        });
    assertEquals(List.of("a"), attributes(line).get("list"));
  }

  @Test
  void aLineCarriesSpanAndCorrelationId() {
    String[] trace = new String[1];
    LogRecordData line =
        line(obs -> {
          try (var operation = obs.operations().start("op", "job-7")) {
            trace[0] = operation.span().getSpanContext().getTraceId();
            logger.atInfo().addKeyValue("correlation_id", 5).log("m");
          }
        });
    assertEquals(trace[0], line.getSpanContext().getTraceId());
    assertEquals(Map.of("correlation_id", "job-7"), attributes(line));
  }
}
