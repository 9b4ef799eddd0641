package dev.obs.kernel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.kernel.trace.KernelTracerProvider;
import dev.obs.kernel.trace.Sampling;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Random records, whose lines are compared with those of the plain form and read by Jackson.
class JsonLineTest {
  private static final int RECORDS = 100_000;
  private static final String[] NAMES = {
    "correlation_id",
    "exception.type",
    "exception.message",
    "exception.",
    "thread.name",
    "n",
    "\"\n"
  };
  private static final String[] LOGGERS = {"a.Shop", "b\"\\\u2028", "語", "x".repeat(200), ""};
  private static final Severity[] SEVERITIES = Severity.values();

  private final Random random = new Random(7);
  private final ObjectMapper jackson = new ObjectMapper();
  private final List<Span> spans = new ArrayList<>();
  private final Supervisor supervisor = Supervisors.create();
  private final KernelLoggerProvider provider =
      new KernelLoggerProvider(
          Resource.empty(),
          LogLimits.getDefault(),
          new LaneLogProcessor(new LostLines(supervisor.faults())),
          InstantSource.system());

  /// Its spans have ids in binary form.
  private final Tracer tracer =
      new KernelTracerProvider(
              Resource.empty(),
              Sampling.of("always_on", 1),
              SpanLimits.getDefault(),
              _ -> {},
              InstantSource.system())
          .get("app");

  @AfterEach
  void close() {
    supervisor.close();
  }

  @Test
  void aLineIsThatOfThePlainForm() throws IOException {
    JsonLogFormat format = new JsonLogFormat();
    for (int done = 0; done < RECORDS; ) {
      List<LogRecordData> batch = new ArrayList<>();
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      for (int i = random.nextInt(200); i >= 0; i--) {
        LogRecordData record = record();
        batch.add(record);
        expected.writeBytes(PlainJsonLine.of(record));
      }
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      format.write(batch, written);
      String lines = written.toString(StandardCharsets.UTF_8);
      if (!Arrays.equals(expected.toByteArray(), written.toByteArray())) {
        assertEquals(expected.toString(StandardCharsets.UTF_8), lines);
      }
      for (String line : lines.split("\n")) {
        JsonNode read = jackson.readTree(line);
        assertTrue(read.get("message").isTextual(), line);
      }
      done += batch.size();
    }
  }

  @Test
  void eachSecondAndEachNanosecondOfATimeIsExact() throws IOException {
    List<LogRecordData> batch = new ArrayList<>();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (long nanos :
        new long[] {
          1, 999_999_999, 1_000_000_000, 1_000_000_001, 59_999_999_999L, Long.MAX_VALUE, 0, -1
        }) {
      LogRecordData record =
          TestLogRecordData.builder().setTimestamp(nanos, TimeUnit.NANOSECONDS).build();
      batch.add(record);
      expected.writeBytes(PlainJsonLine.of(record));
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    new JsonLogFormat().write(batch, written);
    assertEquals(
        expected.toString(StandardCharsets.UTF_8), written.toString(StandardCharsets.UTF_8));
  }

  private LogRecordData record() {
    long now = 1_796_000_000_000_000_000L + random.nextLong(3_000_000_000L);
    TestLogRecordData.Builder record =
        TestLogRecordData.builder()
            .setInstrumentationScopeInfo(scope())
            .setTimestamp(random.nextInt(9) == 0 ? random.nextLong() : now, TimeUnit.NANOSECONDS)
            .setObservedTimestamp(
                random.nextInt(9) == 0 ? random.nextLong() : now, TimeUnit.NANOSECONDS)
            .setSpanContext(span().getSpanContext())
            .setSeverity(SEVERITIES[random.nextInt(SEVERITIES.length)])
            .setSeverityText(random.nextBoolean() ? text() : null)
            .setAttributes(attributes(12))
            .setTotalAttributeCount(random.nextInt(14));
    switch (random.nextInt(8)) {
      case 0 -> record.setBody(text());
      case 1 -> record.setBodyValue(value(3));
      case 2 -> record.setEventName(text());
      default -> record.setBody("order " + random.nextInt() + " placed");
    }
    return random.nextInt(3) == 0 ? own(record.build()) : record.build();
  }

  /// The same as a record of the kernel.
  private LogRecordData own(LogRecordData record) {
    boolean plain = random.nextBoolean();
    return new KernelLogRecord(
        provider.named(record.getInstrumentationScopeInfo().getName()),
        record.getTimestampEpochNanos(),
        record.getObservedTimestampEpochNanos(),
        record.getSpanContext(),
        record.getSeverity(),
        record.getSeverityText(),
        random.nextBoolean() ? text() : record.getBodyValue(),
        record.getEventName(),
        plain
            ? new LineAttributes(random.nextBoolean() ? text() : null, text())
            : record.getAttributes(),
        random.nextInt(14));
  }

  private InstrumentationScopeInfo scope() {
    String name = LOGGERS[random.nextInt(LOGGERS.length)];
    if (random.nextInt(5) > 0) {
      return InstrumentationScopeInfo.create(name);
    }
    var scope = InstrumentationScopeInfo.builder(name);
    if (random.nextBoolean()) {
      scope.setVersion(text());
    }
    if (random.nextBoolean()) {
      scope.setSchemaUrl(text());
    }
    if (random.nextBoolean()) {
      scope.setAttributes(attributes(3));
    }
    return scope.build();
  }

  private Span span() {
    if (random.nextInt(9) == 0) {
      return Span.getInvalid();
    }
    if (random.nextInt(9) == 0) {
      spans.add(tracer.spanBuilder("work").startSpan());
    } else if (spans.isEmpty() || random.nextInt(9) == 0) {
      spans.add(
          Span.wrap(
              SpanContext.create(
                  "0af7651916cd43dd%016x".formatted(random.nextLong()),
                  "b7ad%012x".formatted(random.nextInt(1 << 30)),
                  TraceFlags.fromByte((byte) random.nextInt()),
                  TraceState.getDefault())));
    }
    return spans.get(random.nextInt(spans.size()));
  }

  private Attributes attributes(int most) {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = random.nextInt(most); i > 0; i--) {
      String name = random.nextBoolean() ? NAMES[random.nextInt(NAMES.length)] : "key." + text();
      switch (random.nextInt(9)) {
        case 0 -> attributes.put(name, random.nextLong());
        case 1 -> attributes.put(name, number());
        case 2 -> attributes.put(name, random.nextBoolean());
        case 3 ->
            attributes.put(AttributeKey.stringArrayKey(name), Arrays.asList(text(), null, text()));
        case 4 -> attributes.put(AttributeKey.doubleArrayKey(name), Arrays.asList(number(), null));
        case 5 -> attributes.put(AttributeKey.valueKey(name), value(3));
        default -> attributes.put(name, text());
      }
    }
    return attributes.build();
  }

  private double number() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> -0.0;
      case 3 -> random.nextInt();
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  private Value<?> value(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> Value.of(text());
      case 1 -> Value.of(new byte[random.nextInt(20)]);
      case 2 -> Value.of(random.nextLong());
      case 3 -> Value.of(number());
      case 4 -> Value.empty();
      case 5 -> Value.of(random.nextBoolean());
      case 6 -> Value.of(List.of(value(depth - 1), value(depth - 1)));
      default ->
          Value.of(
              KeyValue.of(text(), random.nextInt(20) == 0 ? new Hostile() : value(depth - 1)),
              KeyValue.of("k", Value.of("v")));
    };
  }

  /// Short and long texts of all kinds of characters.
  private String text() {
    int length = random.nextInt(2_000) == 0 ? random.nextInt(20_000) : random.nextInt(30);
    int kind = random.nextInt(6);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      switch (kind) {
        case 0 -> text.append((char) random.nextInt(0x100));
        case 1 -> text.append((char) random.nextInt(0x10000));
        case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(50));
        case 3 -> text.append((char) (0x2020 + random.nextInt(16)));
        default -> text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }

  /// A value whose methods throw.
  private static final class Hostile implements Value<String> {
    @Override
    public ValueType getType() {
      return ValueType.STRING;
    }

    @Override
    public String getValue() {
      throw new AssertionError("no value");
    }

    @Override
    public String asString() {
      throw new StackOverflowError();
    }
  }
}
