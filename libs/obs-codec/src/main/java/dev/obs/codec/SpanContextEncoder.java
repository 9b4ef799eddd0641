package dev.obs.codec;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.StringJoiner;

/// An encoder of the parts of a span context, which several messages contain.
final class SpanContextEncoder {
  /// `SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK`: the next bit is known.
  private static final int HAS_IS_REMOTE = 0x100;

  /// `SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK`.
  private static final int IS_REMOTE = 0x200;

  private final ProtoBuffer buffer;

  SpanContextEncoder(ProtoBuffer buffer) {
    this.buffer = buffer;
  }

  /// Writes both ids.
  void ids(int traceIdField, int spanIdField, SpanContext context) {
    buffer.hex(traceIdField, context.getTraceId(), TraceId.getLength());
    spanId(spanIdField, context);
  }

  /// Writes both ids unless the context is invalid, for which a receiver expects no id.
  void idsIfValid(int traceIdField, int spanIdField, SpanContext context) {
    if (context.isValid()) {
      ids(traceIdField, spanIdField, context);
    }
  }

  /// Writes the id of a span.
  void spanId(int field, SpanContext context) {
    buffer.hex(field, context.getSpanId(), SpanId.getLength());
  }

  /// Writes the trace state as its W3C header.
  void traceState(int field, TraceState state) {
    buffer.string(field, header(state));
  }

  /// Returns a trace state as its W3C header, empty if there is none.
  static String header(TraceState state) {
    if (state.isEmpty()) {
      return "";
    }
    StringJoiner members = new StringJoiner(",");
    state.forEach((key, value) -> members.add(key + "=" + value));
    return members.toString();
  }

  /// Returns the eight W3C trace flags of a context.
  static int traceFlags(SpanContext context) {
    return context.getTraceFlags().asByte() & 0xFF;
  }

  /// Returns the trace flags for spans and links: with two additional bits that mark a context of
  /// another process.
  static int spanFlags(SpanContext context, boolean remote) {
    return traceFlags(context) | HAS_IS_REMOTE | (remote ? IS_REMOTE : 0);
  }
}
