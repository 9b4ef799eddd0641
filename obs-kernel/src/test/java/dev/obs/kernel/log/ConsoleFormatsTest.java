package dev.obs.kernel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.spi.ExportResult;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConsoleFormatsTest {
  private final InMemoryLogRecordExporter records = InMemoryLogRecordExporter.create();
  private final Logger logger =
      SdkLoggerProvider.builder()
          .addLogRecordProcessor(SimpleLogRecordProcessor.create(records))
          .build()
          .get("app");

  private List<String> lines(boolean structured) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExportResult result =
        new ConsoleExporter(new PrintStream(out, false, StandardCharsets.UTF_8), structured)
            .export(records.getFinishedLogRecordItems());
    assertEquals(ExportResult.delivered(), result);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /// A value of the application's own whose methods throw.
  private static Value<String> hostile() {
    return new Value<>() {
      @Override
      public ValueType getType() {
        throw new AssertionError("no type");
      }

      @Override
      public String getValue() {
        throw new AssertionError("no value");
      }

      @Override
      public String asString() {
        throw new StackOverflowError();
      }
    };
  }

  @Test
  void everyAttributeIsWritten() throws IOException {
    logger
        .logRecordBuilder()
        .setBody("odd")
        .setAttribute(AttributeKey.stringArrayKey("texts"), Arrays.asList("a", null, "b"))
        .setAttribute(AttributeKey.longArrayKey("longs"), Arrays.asList(1L, null, Long.MIN_VALUE))
        .setAttribute(AttributeKey.doubleArrayKey("doubles"), Arrays.asList(0.5, Double.NaN, null))
        .setAttribute(AttributeKey.booleanArrayKey("truths"), Arrays.asList(true, null))
        .setAttribute(AttributeKey.doubleKey("infinite"), Double.NEGATIVE_INFINITY)
        .setAttribute(AttributeKey.stringKey("surrogate"), "\ud800")
        .setAttribute(
            AttributeKey.valueKey("value"),
            Value.of(
                KeyValue.of("list", Value.of(Value.of(1), Value.empty())),
                KeyValue.of("bytes", Value.of(new byte[] {1}))))
        .emit();
    JsonNode attributes = new ObjectMapper().readTree(lines(true).getFirst()).get("attributes");
    assertEquals("[\"a\",null,\"b\"]", attributes.get("texts").toString());
    assertEquals("[1,null,-9223372036854775808]", attributes.get("longs").toString());
    assertEquals("[0.5,\"NaN\",null]", attributes.get("doubles").toString());
    assertEquals("[true,null]", attributes.get("truths").toString());
    assertEquals("-Infinity", attributes.get("infinite").asText());
    assertEquals("\ufffd", attributes.get("surrogate").asText());
    assertEquals("{\"list\":[1,null],\"bytes\":\"AQ==\"}", attributes.get("value").toString());
  }

  @Test
  void allThatARecordHoldsIsShown() throws IOException {
    SdkLoggerProvider.builder()
        .setLogLimits(() -> LogLimits.builder().setMaxNumberOfAttributes(4).build())
        .addLogRecordProcessor(SimpleLogRecordProcessor.create(records))
        .build()
        .loggerBuilder("lib")
        .setInstrumentationVersion("1.2")
        .setSchemaUrl("https://schema")
        .build()
        .logRecordBuilder()
        .setEventName("order.placed")
        .setTimestamp(1, TimeUnit.SECONDS)
        .setObservedTimestamp(3, TimeUnit.SECONDS)
        .setSeverity(Severity.WARN3)
        .setBody("b")
        .setAttribute(AttributeKey.stringKey("exception.type"), "E")
        .setAttribute(AttributeKey.stringKey("exception.message"), "a\nb")
        .setAttribute(AttributeKey.stringKey("correlation_id"), "job-7")
        .setAttribute(AttributeKey.longKey("n"), 1L)
        .setAttribute(AttributeKey.longKey("dropped"), 1L)
        .emit();
    assertEquals(
        "{\"timestamp\":\"1970-01-01T00:00:01.000000000Z\",\"level\":\"WARN\",\"logger\":\"lib\","
            + "\"message\":\"b\",\"event\":\"order.placed\","
            + "\"observed_timestamp\":\"1970-01-01T00:00:03.000000000Z\","
            + "\"correlation_id\":\"job-7\","
            + "\"exception\":{\"message\":\"a\\nb\",\"type\":\"E\"},"
            + "\"attributes\":{\"n\":1},\"dropped_attributes\":1,"
            + "\"scope\":{\"version\":\"1.2\",\"schema_url\":\"https://schema\"}}",
        lines(true).getFirst());
    List<String> text = lines(false);
    assertEquals(2, text.size());
    assertTrue(text.get(0).contains("WARN  lib: b"), text::toString);
    assertTrue(text.get(0).contains(" n=1"), text::toString);
    assertTrue(text.get(0).contains(" correlation_id=job-7"), text::toString);
    assertEquals("\tE: a\\u000ab", text.get(1));
  }

  @Test
  void noCharacterBeginsALineOfText() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      all.appendCodePoint(c);
    }
    logger
        .logRecordBuilder()
        .setBody(all.toString())
        .setAttribute(AttributeKey.stringKey("a" + all), all.toString())
        .emit();
    String line = lines(false).getFirst();
    assertEquals(1, lines(false).size());
    assertTrue(
        line.codePoints()
            .noneMatch(c ->
                c != '\t'
                    && Set.of(
                            Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR)
                        .contains((byte) Character.getType(c))));
    assertTrue(line.contains("\\u2028") && line.contains("\\udb40\\udc01"));
  }

  @Test
  void aRecordThatCannotBeWrittenIsAMinimalLineBetweenItsNeighbours() throws IOException {
    logger.logRecordBuilder().setBody("before").emit();
    logger
        .logRecordBuilder()
        .setBody("poison")
        .setSeverity(Severity.WARN)
        .setAttribute(AttributeKey.valueKey("value"), Value.of(KeyValue.of("part", hostile())))
        .emit();
    logger.logRecordBuilder().setBody(hostile()).emit();
    logger.logRecordBuilder().setBody("after").emit();
    List<String> json = lines(true);
    assertEquals(4, json.size());
    JsonNode poison = new ObjectMapper().readTree(json.get(1));
    assertEquals("poison", poison.get("message").asText());
    assertEquals("WARN", poison.get("level").asText());
    assertTrue(poison.get("incomplete").asText().endsWith("java.lang.AssertionError"));
    assertEquals("(unreadable)", new ObjectMapper().readTree(json.get(2)).get("message").asText());
    assertTrue(json.get(3).contains("\"after\""));
    List<String> text = lines(false);
    assertEquals(4, text.size());
    assertTrue(text.get(2).contains("app: (unreadable) [the record cannot be written"));
    assertTrue(text.get(3).endsWith("app: after"));
  }

  @Test
  void neitherLoggerNorLevelForgesALineOfText() throws IOException {
    SdkLoggerProvider.builder()
        .addLogRecordProcessor(SimpleLogRecordProcessor.create(records))
        .build()
        .get("a\nb")
        .logRecordBuilder()
        .setSeverityText("X\nY")
        .setBody("m")
        .emit();
    assertEquals(1, lines(false).size());
  }

  @Test
  void hugeRecordsAreWrittenInPieces() throws IOException {
    for (int i = 0; i < 8; i++) {
      logger.logRecordBuilder().setBody("x".repeat(100_000)).emit();
    }
    for (boolean structured : new boolean[] {true, false}) {
      int[] largest = new int[1];
      OutputStream out =
          new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
              largest[0] = Math.max(largest[0], length);
            }
          };
      List<LogRecordData> batch = records.getFinishedLogRecordItems();
      ConsoleExporter.LogFormat format = structured ? new JsonLogFormat() : new TextLogFormat();
      format.write(batch, out);
      assertTrue(largest[0] > 0 && largest[0] < 200_000, () -> largest[0] + " bytes at once");
    }
  }

  @Test
  void aClosedConsoleRefusesEachRecordWithOneAttempt() throws IOException {
    logger.logRecordBuilder().setBody("a").emit();
    logger.logRecordBuilder().setBody("b").emit();
    int[] writes = new int[1];
    PrintStream closed =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                writes[0]++;
                throw new IOException("closed");
              }

              @Override
              public void write(byte[] bytes, int offset, int length) throws IOException {
                write(0);
              }
            });
    ConsoleExporter console = new ConsoleExporter(closed, true);
    for (int i = 0; i < 5; i++) {
      ExportResult.PerItem refused =
          assertInstanceOf(
              ExportResult.PerItem.class, console.export(records.getFinishedLogRecordItems()));
      assertEquals(2, refused.items().size());
      assertEquals(ExportResult.Verdict.REJECT, refused.items().getLast().verdict());
    }
    assertEquals(1, writes[0]);
  }
}
