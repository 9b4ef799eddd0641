package dev.obs.exporter.elasticsearch;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Log records to send.
final class Logs {
  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  static final String SPAN_ID = "b7ad6b7169203331";
  static final Instant TIME = Instant.parse("2026-11-22T07:08:09.123456789Z");
  static final Resource RESOURCE =
      Resource.create(
          Attributes.builder()
              .put("service.name", "shop")
              .put("service.version", "1.2")
              .put("service.instance.id", "shop-7")
              .put("host.name", "node-1")
              .put("process.pid", 42)
              .put("team", "checkout")
              .build());

  private static final String[] NASTY = {
    "",
    " ",
    ".",
    "..",
    "a",
    "a.b",
    "a.b.c",
    ".a",
    "a.",
    "a..b",
    "*",
    "\"",
    "\\",
    "\n",
    "\u0000",
    "\u2028",
    "\uD800",
    "\uDC00\uD800",
    "\uD83D\uDE00",
    "é",
    "2026-01-01",
    "1e309",
    "_id",
    "labels",
    "@timestamp",
    "{\"x\":1}",
    "x".repeat(40_000),
    "é".repeat(20_000)
  };

  private Logs() {}

  /// Returns a record with every field.
  static TestLogRecordData.Builder full() {
    return TestLogRecordData.builder()
        .setResource(RESOURCE)
        .setInstrumentationScopeInfo(
            InstrumentationScopeInfo.builder("shop.Cart").setVersion("9").build())
        .setTimestamp(TIME)
        .setObservedTimestamp(TIME.plusNanos(1))
        .setSpanContext(
            SpanContext.create(TRACE_ID, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault()))
        .setSeverity(Severity.ERROR)
        .setSeverityText("SEVERE")
        .setBody("cart is broken")
        .setAttributes(
            Attributes.builder()
                .put("exception.type", "java.io.IOException")
                .put("exception.message", "disk full")
                .put("exception.stacktrace", "java.io.IOException: disk full\n\tat shop.Cart")
                .put("thread.id", 11)
                .put("thread.name", "worker-1")
                .put("http.route", "/cart")
                .put("items", 3)
                .put("paid", true)
                .put("ratio", 0.5)
                .put("tags", "a", "b")
                .build());
  }

  /// Returns a small record that differs from others by its number.
  static LogRecordData plain(int number) {
    return TestLogRecordData.builder()
        .setResource(RESOURCE)
        .setTimestamp(TIME.plusNanos(number))
        .setObservedTimestamp(TIME.plusNanos(number))
        .setSeverity(Severity.INFO)
        .setBody("line " + number)
        .build();
  }

  static List<LogRecordData> plain(int from, int to) {
    List<LogRecordData> logs = new ArrayList<>();
    for (int i = from; i < to; i++) {
      logs.add(plain(i));
    }
    return logs;
  }

  /// Returns records as difficult as the API allows, the same for the same seed.
  ///
  /// @param typed whether an attribute's name always has one type
  static List<LogRecordData> nasty(long seed, int count, boolean typed) {
    Random random = new Random(seed);
    List<LogRecordData> logs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      logs.add(
          TestLogRecordData.builder()
              .setResource(Resource.create(Attributes.builder().put("team", text(random)).build()))
              .setInstrumentationScopeInfo(
                  InstrumentationScopeInfo.builder(text(random))
                      .setAttributes(attributes(random, typed))
                      .build())
              .setTimestamp(TIME.getEpochSecond() + i, TimeUnit.SECONDS)
              .setObservedTimestamp(random.nextInt(3), TimeUnit.NANOSECONDS)
              .setSeverity(Severity.values()[random.nextInt(Severity.values().length)])
              .setSeverityText(text(random))
              .setEventName(text(random))
              .setBodyValue(value(random, random.nextInt(30)))
              .setAttributes(attributes(random, typed))
              .setTotalAttributeCount(20)
              .build());
    }
    return logs;
  }

  private static Attributes attributes(Random random, boolean typed) {
    var attributes = Attributes.builder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int type = random.nextInt(7);
      String name = typed ? type + text(random) : text(random);
      switch (type) {
        case 0 -> attributes.put(name, text(random));
        case 1 -> attributes.put(name, random.nextLong());
        case 2 -> attributes.put(name, number(random));
        case 3 -> attributes.put(name, random.nextBoolean());
        case 4 -> attributes.put(name, text(random), text(random));
        case 5 ->
            attributes.put(
                AttributeKey.valueKey(name),
                Value.of(Map.of(text(random), value(random, random.nextInt(30)))));
        default -> attributes.put("thread.id", text(random));
      }
    }
    return attributes.build();
  }

  private static Value<?> value(Random random, int depth) {
    return switch (depth == 0 ? random.nextInt(6) : 6 + random.nextInt(2)) {
      case 0 -> Value.of(text(random));
      case 1 -> Value.of(random.nextLong());
      case 2 -> Value.of(number(random));
      case 3 -> Value.of(random.nextBoolean());
      case 4 -> Value.of(new byte[] {0, -1});
      case 5 -> Value.empty();
      case 6 -> Value.of(List.of(value(random, depth - 1)));
      default ->
          random.nextBoolean()
              ? Value.of(Map.of(text(random), value(random, depth - 1)))
              : Value.of(
                  KeyValue.of("twice", value(random, depth - 1)),
                  KeyValue.of("twice", Value.of(text(random))));
    };
  }

  private static double number(Random random) {
    double[] numbers = {0, -0.0, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 7};
    return numbers[random.nextInt(numbers.length)];
  }

  private static String text(Random random) {
    return NASTY[random.nextInt(NASTY.length)];
  }
}
