package dev.obs.kernel.trace;

import dev.obs.codec.BinaryIds;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.jspecify.annotations.Nullable;

/// The context of a span of this process. The ids are texts only once someone asks for them.
/// Immutable and thread-safe.
class LocalContext extends LocalIds implements SpanContext, BinaryIds {
  private @Nullable String traceText; // each thread may make it anew
  private @Nullable String spanText;

  LocalContext(long traceHigh, long traceLow, long spanId, byte flags, TraceState state) {
    super(traceHigh, traceLow, spanId, flags, state);
  }

  @Override
  public final String getTraceId() {
    String known = traceText;
    if (known == null) {
      known = traceText(traceHigh, traceLow);
      traceText = known;
    }
    return known;
  }

  @Override
  public final String getSpanId() {
    String known = spanText;
    if (known == null) {
      known = text(spanId);
      spanText = known;
    }
    return known;
  }

  @Override
  public final TraceFlags getTraceFlags() {
    return flags(flags);
  }

  @Override
  public final TraceState getTraceState() {
    return state;
  }

  @Override
  public final boolean isValid() {
    return true;
  }

  @Override
  public final boolean isRemote() {
    return false;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof SpanContext context
        && getSpanId().equals(context.getSpanId())
        && getTraceId().equals(context.getTraceId())
        && getTraceFlags().equals(context.getTraceFlags())
        && state.equals(context.getTraceState())
        && !context.isRemote();
  }

  @Override
  public final int hashCode() {
    return Long.hashCode(spanId ^ traceLow);
  }

  @Override
  public String toString() {
    return getTraceId() + '/' + getSpanId();
  }
}
