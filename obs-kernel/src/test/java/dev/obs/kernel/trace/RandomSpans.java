package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// A random program that starts, changes and ends spans, with valid and invalid arguments, early
/// and late, and notes what it reads from them.
@SuppressWarnings("NullAway") // null is among the arguments
final class RandomSpans {
  private static final int STEPS = 60;
  private static final String[] NAMES = new String[40];

  static {
    for (int i = 0; i < NAMES.length; i++) { // some with the same hash: "Aa" and "BB"
      NAMES[i] = i % 4 == 0 ? (i % 8 == 0 ? "Aa" : "BB") + i / 8 : "name" + i;
    }
  }

  private final TracerProvider tracers;
  private final Random random;
  private final SpanText text = new SpanText();
  private final List<Span> spans = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private boolean linked;

  RandomSpans(TracerProvider tracers, int seed) {
    this.tracers = tracers;
    this.random = new Random(seed);
  }

  void run() {
    start();
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(6)) {
        case 0 -> start();
        case 1 -> end(any());
        case 2 -> read(any());
        default -> change(any());
      }
    }
  }

  /// What the program has read, and the spans that a sink has got.
  List<String> seen(List<SpanData> sink) {
    List<String> all = new ArrayList<>(seen);
    sink.forEach(span -> all.add(text.of(span)));
    return all;
  }

  private Span any() {
    return spans.get(random.nextInt(spans.size()));
  }

  private String name() {
    return NAMES[random.nextInt(NAMES.length)];
  }

  private void start() {
    SpanBuilder builder =
        switch (random.nextInt(4)) {
          case 0 ->
              tracers
                  .get(random.nextBoolean() ? null : "scope")
                  .spanBuilder(random.nextBoolean() ? null : "  ");
          case 1 -> tracers.get("scope", "1.0").spanBuilder(name());
          case 2 ->
              tracers
                  .tracerBuilder("other")
                  .setSchemaUrl("https://schema")
                  .setInstrumentationVersion("2")
                  .build()
                  .spanBuilder(name());
          default -> tracers.get("").spanBuilder(name());
        };
    linked = false;
    for (int i = random.nextInt(5); i > 0; i--) {
      prepare(builder);
    }
    if (random.nextInt(3) == 0 && !spans.isEmpty()) {
      try (Scope _ = any().makeCurrent()) {
        spans.add(builder.startSpan());
      }
    } else {
      spans.add(builder.startSpan());
    }
    if (random.nextInt(10) == 0
        && !linked) { // the SDK counts the links of the first for the second
      spans.add(builder.startSpan());
    }
  }

  private void prepare(SpanBuilder builder) {
    switch (random.nextInt(12)) {
      case 0 -> builder.setNoParent();
      case 1 -> builder.setParent(null);
      case 2, 3 -> builder.setParent(Context.root().with(remote()));
      case 4 -> builder.setParent(spans.isEmpty() ? Context.root() : Context.root().with(any()));
      case 5 -> builder.setSpanKind(SpanKind.values()[random.nextInt(5)]);
      case 6 -> builder.setSpanKind(null).setAttribute((String) null, "none");
      case 7 -> {
        builder.addLink(remote().getSpanContext(), attributes());
        linked = true;
      }
      case 8 -> builder.addLink(SpanContext.getInvalid()).addLink(null).addLink(null, attributes());
      case 9 -> builder.setStartTimestamp(random.nextInt(-10, 1000), TimeUnit.MILLISECONDS);
      case 10 -> builder.setAllAttributes(attributes());
      default ->
          builder
              .setAttribute(name(), "text")
              .setAttribute(name(), random.nextLong())
              .setAttribute(name(), random.nextDouble())
              .setAttribute(name(), random.nextBoolean())
              .setAttribute(name(), null)
              .setAttribute("", 1);
    }
  }

  private Span remote() {
    String trace = String.format("%016x%016x", random.nextLong(), random.nextLong());
    String id = String.format("%016x", random.nextLong());
    TraceFlags flags = TraceFlags.fromByte((byte) random.nextInt(256));
    TraceState state =
        random.nextBoolean()
            ? TraceState.getDefault()
            : TraceState.builder().put("vendor", "1").build();
    return switch (random.nextInt(6)) {
      case 0 -> Span.getInvalid();
      case 1 -> Span.wrap(SpanContext.create(trace, id, flags, state));
      case 2 -> Span.wrap(SpanContext.create("0".repeat(32), id, flags, TraceState.getDefault()));
      default -> Span.wrap(SpanContext.createFromRemoteParent(trace, id, flags, state));
    };
  }

  private void end(Span span) {
    switch (random.nextInt(4)) {
      case 0 -> span.end(random.nextInt(1000), TimeUnit.MILLISECONDS);
      case 1 -> span.end(random.nextInt(1000), null);
      default -> span.end();
    }
  }

  private void change(Span span) {
    switch (random.nextInt(16)) {
      case 0 -> span.setAttribute(name(), "text" + random.nextInt());
      case 1 -> span.setAttribute(name(), random.nextLong()).setAttribute("", 1);
      case 2 -> span.setAttribute(name(), random.nextDouble()).setAttribute((String) null, 1.5);
      case 3 -> span.setAttribute(name(), random.nextBoolean()).setAttribute("", true);
      case 4 ->
          span.setAttribute(name(), (String) null).setAttribute((AttributeKey<Long>) null, 1L);
      case 5 -> span.setAttribute(AttributeKey.longKey(name()), 5);
      case 6 -> span.setAllAttributes(attributes()).setAllAttributes(null);
      case 7 -> span.addEvent(name()).addEvent((String) null).addEvent("", (Attributes) null);
      case 8 -> span.addEvent(name(), attributes());
      case 9 -> span.addEvent(name(), attributes(), random.nextInt(1000), TimeUnit.MILLISECONDS);
      case 10 -> span.addEvent(name(), 5, TimeUnit.SECONDS).addEvent("none", 5, null);
      case 11 -> {
        StatusCode[] codes = {null, StatusCode.UNSET, StatusCode.OK, StatusCode.ERROR};
        span.setStatus(codes[random.nextInt(4)], random.nextBoolean() ? null : name());
      }
      case 12 -> span.updateName(random.nextInt(3) == 0 ? null : name());
      case 13 -> span.addLink(remote().getSpanContext()).addLink(null);
      case 14 -> span.addLink(any().getSpanContext());
      default ->
          span.recordException(random.nextInt(9) == 0 ? null : failure(), attributes())
              .recordException(failure(), null);
    }
  }

  private Throwable failure() {
    Throwable failure = new IllegalStateException(random.nextBoolean() ? null : "bad " + name());
    failure.setStackTrace(new StackTraceElement[0]);
    return failure;
  }

  private void read(Span span) {
    StringBuilder line = new StringBuilder("recording ").append(span.isRecording()).append(' ');
    line.append(text.of(span.getSpanContext()));
    if (span instanceof ReadWriteSpan readable) {
      line.append(readable.hasEnded())
          .append(readable.getName())
          .append(readable.getKind())
          .append(readable.getAttribute(AttributeKey.stringKey(name())))
          .append(text.of(readable.getAttributes()))
          .append(text.of(readable.getParentSpanContext()))
          .append(text.of(readable.toSpanData()));
    }
    seen.add(line.toString());
  }

  private Attributes attributes() {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = random.nextInt(8); i > 0; i--) {
      switch (random.nextInt(7)) {
        case 0 -> attributes.put(name(), "a longer text");
        case 1 -> attributes.put(name(), random.nextLong());
        case 2 -> attributes.put(name(), "one", "two of them", "");
        case 3 -> attributes.put(name(), 1.5, Double.NaN);
        case 4 -> attributes.put(name(), true, false);
        case 5 -> attributes.put(AttributeKey.valueKey(name()), value(3));
        default -> attributes.put(name(), random.nextInt());
      }
    }
    return attributes.build();
  }

  private Value<?> value(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> Value.of("some text");
      case 1 -> Value.of(new byte[random.nextInt(20)]);
      case 2 -> Value.of(random.nextLong());
      case 3 -> Value.of(List.of(value(depth - 1), value(depth - 1)));
      default -> Value.of(KeyValue.of(name(), value(depth - 1)), KeyValue.of("key", Value.of("v")));
    };
  }
}
