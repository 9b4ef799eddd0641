package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Starts a span: takes the trace from its parent, decides whether it is sampled, and only then
/// makes an object. Used by one thread.
final class KernelSpanBuilder implements SpanBuilder {
  private static final byte RANDOM = 2;

  private final KernelTracer tracer;
  private final SpanRules rules;
  private final String name;
  private @Nullable Context parent;
  private SpanKind kind = SpanKind.INTERNAL;
  private @Nullable FlatAttributes attributes;
  private @Nullable SpanAdditions additions;
  private long startNanos;

  /// [System#nanoTime] at the start if it is known, else 0.
  private long nanoTime;

  KernelSpanBuilder(KernelTracer tracer, String name) {
    this.tracer = tracer;
    this.rules = tracer.provider().rules();
    this.name = name;
  }

  @Override
  public SpanBuilder setParent(@Nullable Context context) {
    if (context != null) {
      parent = context;
    }
    return this;
  }

  @Override
  public SpanBuilder setNoParent() {
    parent = Context.root();
    return this;
  }

  @Override
  public SpanBuilder setSpanKind(@Nullable SpanKind other) {
    if (other != null) {
      kind = other;
    }
    return this;
  }

  @Override
  public SpanBuilder addLink(@Nullable SpanContext to) {
    return addLink(to, Attributes.empty());
  }

  @Override
  public SpanBuilder addLink(@Nullable SpanContext to, @Nullable Attributes all) {
    LinkData link = rules.link(to, all);
    if (link != null) {
      if (additions == null) {
        additions = new SpanAdditions();
      }
      additions.add(link, rules.limits().getMaxNumberOfLinks());
    }
    return this;
  }

  @Override
  public SpanBuilder setAttribute(@Nullable String key, @Nullable String value) {
    return key == null || key.isEmpty() || value == null
        ? this
        : put(KeyCache.TEXTS.key(key), value);
  }

  @Override
  public SpanBuilder setAttribute(@Nullable String key, long value) {
    return key == null || key.isEmpty() ? this : put(KeyCache.LONGS.key(key), value);
  }

  @Override
  public SpanBuilder setAttribute(@Nullable String key, double value) {
    return key == null || key.isEmpty() ? this : put(KeyCache.DOUBLES.key(key), value);
  }

  @Override
  public SpanBuilder setAttribute(@Nullable String key, boolean value) {
    return key == null || key.isEmpty() ? this : put(KeyCache.BOOLEANS.key(key), value);
  }

  @Override
  public <T> SpanBuilder setAttribute(@Nullable AttributeKey<T> key, @Nullable T value) {
    return key == null || key.getKey().isEmpty() || value == null ? this : put(key, value);
  }

  private SpanBuilder put(AttributeKey<?> key, Object value) {
    if (attributes == null) {
      attributes = new FlatAttributes();
    }
    rules.put(attributes, key, value);
    return this;
  }

  @Override
  public SpanBuilder setStartTimestamp(long timestamp, @Nullable TimeUnit unit) {
    if (timestamp >= 0 && unit != null) {
      startNanos = unit.toNanos(timestamp);
    }
    return this;
  }

  /// Starts a span with a parent.
  ///
  /// @param now [System#nanoTime]
  Span start(Context context, long now) {
    parent = context;
    nanoTime = now;
    return startSpan();
  }

  @Override
  public Span startSpan() {
    Span above = Span.fromContextOrNull(parent == null ? Context.current() : parent);
    if (above == null) {
      return root();
    }
    return above instanceof LocalIds ids
        ? start(ids.traceHigh, ids.traceLow, ids.flags, ids.state, ids, null)
        : childOf(above);
  }

  /// Starts a span below that of another implementation; as a root if that one is invalid or fails.
  private Span childOf(Span foreign) {
    try {
      SpanContext context = foreign.getSpanContext();
      if (context.isValid()) {
        String trace = context.getTraceId();
        return start(
            HexFormat.fromHexDigitsToLong(trace, 0, 16),
            HexFormat.fromHexDigitsToLong(trace, 16, 32),
            context.getTraceFlags().asByte(),
            context.getTraceState(),
            null,
            context);
      }
    } catch (RuntimeException | LinkageError unreadable) {
      return root();
    }
    return root();
  }

  private Span root() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = random.nextLong();
    long low;
    do {
      low = random.nextLong(); // the half that is never 0, as samplers look at it alone
    } while (low == 0);
    return start(high, low, RANDOM, TraceState.getDefault(), null, null);
  }

  private Span start(
      long traceHigh,
      long traceLow,
      byte parentFlags,
      TraceState state,
      @Nullable LocalIds local,
      @Nullable SpanContext foreign) {
    Sampling sampling = tracer.provider().sampling();
    boolean sampled =
        (local == null && foreign == null)
            ? sampling.samplesRoot(traceLow)
            : sampling.samplesChild(traceLow, (parentFlags & LocalIds.SAMPLED) != 0);
    byte flags = (byte) ((parentFlags & RANDOM) | (sampled ? LocalIds.SAMPLED : 0));
    long spanId = spanId();
    if (!sampled) {
      return new DroppedSpan(traceHigh, traceLow, spanId, flags, state);
    }
    long now = nanoTime == 0 ? System.nanoTime() : nanoTime;
    long offset =
        local instanceof RecordingSpan span ? span.offset : tracer.provider().clock().offset(now);
    FlatAttributes given = attributes;
    SpanAdditions links = additions;
    attributes = null; // a builder may be used again
    additions = null;
    return new RecordingSpan(
        tracer,
        traceHigh,
        traceLow,
        spanId,
        flags,
        state,
        local,
        foreign,
        name,
        kind,
        startNanos == 0 ? now + offset : startNanos,
        offset,
        given == null ? new FlatAttributes() : given,
        links);
  }

  private static long spanId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long id;
    do {
      id = random.nextLong();
    } while (id == 0);
    return id;
  }
}
