package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import org.jspecify.annotations.Nullable;

/// The setters of attributes, which pass over what the API declares invalid.
abstract class AttributedSpan extends SpanRecord implements ReadWriteSpan {
  AttributedSpan(
      KernelTracer tracer,
      long traceHigh,
      long traceLow,
      long spanId,
      byte flags,
      TraceState state,
      @Nullable LocalIds parent,
      @Nullable SpanContext foreignParent,
      String name,
      SpanKind kind,
      long startNanos) {
    super(
        tracer,
        traceHigh,
        traceLow,
        spanId,
        flags,
        state,
        parent,
        foreignParent,
        name,
        kind,
        startNanos);
  }

  /// Sets an attribute.
  abstract void put(AttributeKey<?> key, Object value);

  @Override
  public final ReadWriteSpan setAttribute(@Nullable String key, @Nullable String value) {
    if (key != null && !key.isEmpty() && value != null) {
      put(KeyCache.TEXTS.key(key), value);
    }
    return this;
  }

  @Override
  public final ReadWriteSpan setAttribute(@Nullable String key, long value) {
    if (key != null && !key.isEmpty()) {
      put(KeyCache.LONGS.key(key), value);
    }
    return this;
  }

  @Override
  public final ReadWriteSpan setAttribute(@Nullable String key, double value) {
    if (key != null && !key.isEmpty()) {
      put(KeyCache.DOUBLES.key(key), value);
    }
    return this;
  }

  @Override
  public final ReadWriteSpan setAttribute(@Nullable String key, boolean value) {
    if (key != null && !key.isEmpty()) {
      put(KeyCache.BOOLEANS.key(key), value);
    }
    return this;
  }

  @Override
  public final <T> ReadWriteSpan setAttribute(@Nullable AttributeKey<T> key, @Nullable T value) {
    if (key != null && !key.getKey().isEmpty() && value != null) {
      put(key, value);
    }
    return this;
  }
}
