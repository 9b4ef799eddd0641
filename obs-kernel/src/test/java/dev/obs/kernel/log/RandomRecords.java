package dev.obs.kernel.log;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.LoggerBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/// A random program of calls of OpenTelemetry's log API, the same for the same seed.
final class RandomRecords {
  private static final Severity[] SEVERITIES = Severity.values();
  private static final IllegalStateException FAILURE =
      new IllegalStateException("broken", new RuntimeException("cause"));

  private final Random random;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  /// Emits some records.
  void run(LoggerProvider loggers) {
    LoggerBuilder logger = loggers.loggerBuilder(random.nextInt(9) == 0 ? "" : "app");
    if (random.nextInt(4) == 0) {
      logger.setInstrumentationVersion("1.2").setSchemaUrl("https://schema");
    }
    LogRecordBuilder record =
        (random.nextBoolean() ? logger.build() : loggers.get("shop")).logRecordBuilder();
    try (Scope _ = Context.root().with(span()).makeCurrent()) {
      for (int i = random.nextInt(25); i > 0; i--) {
        change(record);
      }
      record.emit();
      if (random.nextInt(3) == 0) {
        change(record);
        change(record);
        record.emit();
      }
    }
  }

  private Span span() {
    return random.nextBoolean()
        ? Span.getInvalid()
        : Span.wrap(
            SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.fromByte((byte) random.nextInt(4)),
                TraceState.getDefault()));
  }

  private void change(LogRecordBuilder record) {
    switch (random.nextInt(18)) {
      case 0 -> record.setTimestamp(random.nextLong(Long.MAX_VALUE), TimeUnit.NANOSECONDS);
      case 1 ->
          record.setTimestamp(Instant.ofEpochSecond(random.nextInt(1 << 30), random.nextInt(1000)));
      case 2 -> record.setObservedTimestamp(random.nextInt(), TimeUnit.SECONDS);
      case 3 -> record.setObservedTimestamp(Instant.ofEpochSecond(random.nextInt(), 7));
      case 4 -> record.setContext(Context.root().with(span()));
      case 5 -> record.setSeverity(SEVERITIES[random.nextInt(SEVERITIES.length)]);
      case 6 -> record.setSeverityText(text());
      case 7 -> record.setBody(text());
      case 8 -> record.setBody(value(3));
      case 9 -> record.setEventName(text());
      case 10 -> record.setException(FAILURE);
      case 11 -> record.setAllAttributes(Attributes.builder().put(name(), text()).build());
      case 12 -> record.setAttribute(name(), random.nextInt(100));
      case 13 -> record.setAttribute(name(), random.nextDouble());
      case 14 -> record.setAttribute(name(), random.nextBoolean());
      case 15 -> record.setAttribute(name(), value(3));
      case 16 ->
          record.setAttribute(
              AttributeKey.stringArrayKey(name()), Arrays.asList(text(), null, text()));
      default -> record.setAttribute(name(), text());
    }
  }

  private String name() {
    return random.nextInt(20) == 0 ? "" : "key" + random.nextInt(30);
  }

  private String text() {
    return "a text of some length".substring(random.nextInt(21));
  }

  private Value<?> value(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> Value.of("some text");
      case 1 -> Value.of(new byte[random.nextInt(20)]);
      case 2 -> Value.of(random.nextLong());
      case 3 -> Value.of(random.nextBoolean());
      case 4 -> Value.of(List.of(value(depth - 1), value(depth - 1)));
      default -> Value.of(KeyValue.of(name(), value(depth - 1)), KeyValue.of("key", Value.of("v")));
    };
  }

  /// All that a record holds, but for an observed time that is not given.
  static String text(LogRecordData record) {
    long observed = record.getObservedTimestampEpochNanos();
    boolean isNow = Math.abs(observed / 1e9 - System.currentTimeMillis() / 1e3) < 3600;
    Value<?> body = record.getBodyValue();
    return String.join(
        " | ",
        record.getResource().toString(),
        record.getInstrumentationScopeInfo().toString(),
        Long.toString(record.getTimestampEpochNanos()),
        isNow ? "now" : Long.toString(observed),
        record.getSpanContext().toString(),
        record.getSeverity().toString(),
        record.getSeverityText(),
        body == null ? null : body.getType() + body.asString(),
        record.getEventName(),
        text(record.getAttributes()),
        Integer.toString(record.getTotalAttributeCount()));
  }

  /// Attributes in their order.
  static String text(Attributes attributes) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    attributes.forEach((key, value) ->
        text.add(key.getKey() + '=' + (value instanceof Value<?> some ? some.asString() : value)));
    return text.toString();
  }
}
