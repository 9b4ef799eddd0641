package dev.obs.codec;

import static io.opentelemetry.api.common.AttributeKey.booleanArrayKey;
import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleArrayKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longArrayKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.api.common.AttributeKey.valueKey;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Spans and log records of every shape the SDK allows, the same ones for the same seed.
public final class RandomTelemetry {
  private static final String[] ALPHABETS = {"abc-_ 019", "äßéλЖ", "漢字\u2028\uFFFD", "😀🚀𝄞"};
  private static final long[] LONGS = {0, 1, -1, 127, 128, Long.MIN_VALUE, Long.MAX_VALUE};
  private static final double[] DOUBLES = {
    0.0, -0.0, 1.5, -1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE
  };

  final Random random;
  private final List<Resource> resources;
  private final List<InstrumentationScopeInfo> scopes;

  /// Creates a source of telemetry.
  public RandomTelemetry(long seed) {
    random = new Random(seed);
    resources =
        some(3, () -> Resource.create(attributes(() -> ""), maybe("https://schema.example/1")));
    scopes =
        some(
            4,
            () -> {
              var scope = InstrumentationScopeInfo.builder(text()).setAttributes(attributes());
              if (random.nextBoolean()) {
                scope.setVersion(text()).setSchemaUrl("https://schema.example/" + random.nextInt());
              }
              return scope.build();
            });
  }

  /// Returns the next span.
  public SpanData span() {
    Attributes attributes = attributes();
    List<EventData> events = some(random.nextInt(4), this::event);
    List<LinkData> links = some(random.nextInt(4), this::link);
    return TestSpanData.builder()
        .setResource(resource())
        .setInstrumentationScopeInfo(scope())
        .setSpanContext(context())
        .setParentSpanContext(random.nextBoolean() ? context() : SpanContext.getInvalid())
        .setName(text())
        .setKind(any(SpanKind.values()))
        .setStatus(StatusData.create(any(StatusCode.values()), text()))
        .setStartEpochNanos(time())
        .setEndEpochNanos(time())
        .setAttributes(attributes)
        .setTotalAttributeCount(attributes.size() + dropped())
        .setEvents(events)
        .setTotalRecordedEvents(events.size() + dropped())
        .setLinks(links)
        .setTotalRecordedLinks(links.size() + dropped())
        .setHasEnded(true)
        .build();
  }

  /// Returns the next log record.
  public LogRecordData log() {
    Attributes attributes = attributes();
    return TestLogRecordData.builder()
        .setResource(resource())
        .setInstrumentationScopeInfo(scope())
        .setTimestamp(time(), TimeUnit.NANOSECONDS)
        .setObservedTimestamp(time(), TimeUnit.NANOSECONDS)
        .setSpanContext(random.nextBoolean() ? context() : SpanContext.getInvalid())
        .setSeverity(any(Severity.values()))
        .setSeverityText(maybe(text()))
        .setBodyValue(maybe(value(4)))
        .setAttributes(attributes)
        .setTotalAttributeCount(attributes.size() + dropped())
        .setEventName(maybe(text()))
        .build();
  }

  Resource resource() {
    return resources.get(random.nextInt(resources.size()));
  }

  InstrumentationScopeInfo scope() {
    return scopes.get(random.nextInt(scopes.size()));
  }

  SpanContext context() {
    String traceId = "%016x%016x".formatted(random.nextLong(), random.nextLong() | 1);
    String spanId = "%016x".formatted(random.nextLong() | 1);
    TraceFlags flags = TraceFlags.fromByte((byte) random.nextInt());
    TraceState state =
        random.nextInt(3) > 0
            ? TraceState.getDefault()
            : TraceState.builder().put("vendor", "a:1").put("other@tenant", "b").build();
    return random.nextBoolean()
        ? SpanContext.create(traceId, spanId, flags, state)
        : SpanContext.createFromRemoteParent(traceId, spanId, flags, state);
  }

  Attributes attributes() {
    return attributes(this::text);
  }

  private Attributes attributes(Supplier<String> keys) {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = random.nextInt(12); i > 0; i--) {
      String key = "k" + i + keys.get();
      switch (random.nextInt(9)) {
        case 0 -> attributes.put(stringKey(key), text());
        case 1 -> attributes.put(longKey(key), number());
        case 2 -> attributes.put(doubleKey(key), real());
        case 3 -> attributes.put(booleanKey(key), random.nextBoolean());
        case 4 -> attributes.put(stringArrayKey(key), some(random.nextInt(5), this::text));
        case 5 -> attributes.put(longArrayKey(key), some(random.nextInt(5), this::number));
        case 6 -> attributes.put(doubleArrayKey(key), some(random.nextInt(5), this::real));
        case 7 ->
            attributes.put(booleanArrayKey(key), some(random.nextInt(5), random::nextBoolean));
        default -> attributes.put(valueKey(key), value(3));
      }
    }
    return attributes.build();
  }

  Value<?> value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> Value.of(text());
      case 1 -> Value.of(number());
      case 2 -> Value.of(real());
      case 3 -> Value.of(random.nextBoolean());
      case 4 -> Value.of(bytes());
      case 5 -> Value.empty();
      case 6 -> Value.of(some(random.nextInt(4), () -> value(depth - 1)));
      default ->
          Value.of(
              some(random.nextInt(4), () -> KeyValue.of("key" + text(), value(depth - 1)))
                  .toArray(KeyValue[]::new));
    };
  }

  String text() {
    int length =
        switch (random.nextInt(50)) {
          case 0 -> 20_000;
          case 1, 2, 3, 4 -> 120 + random.nextInt(20); // about where a length takes two bytes
          default -> random.nextInt(20);
        };
    int[] alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)].codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  long number() {
    return random.nextBoolean() ? random.nextLong() : LONGS[random.nextInt(LONGS.length)];
  }

  double real() {
    return random.nextBoolean() ? random.nextGaussian() : DOUBLES[random.nextInt(DOUBLES.length)];
  }

  long time() {
    return random.nextInt(10) == 0 ? 0 : 1_700_000_000_000_000_000L + random.nextInt();
  }

  /// Returns a list of items.
  public <T> List<T> some(int count, Supplier<T> items) {
    return Stream.generate(items).limit(count).toList();
  }

  private EventData event() {
    Attributes attributes = attributes();
    return EventData.create(time(), text(), attributes, attributes.size() + dropped());
  }

  private LinkData link() {
    Attributes attributes = attributes();
    return LinkData.create(context(), attributes, attributes.size() + dropped());
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private int dropped() {
    return random.nextInt(3) * random.nextInt(200);
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T maybe(T value) {
    return random.nextInt(4) == 0 ? null : value;
  }
}
