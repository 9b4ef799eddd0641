package dev.obs.codec;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;

/// An encoder of the parts of a span context, which several messages contain.
final class SpanContextEncoder {
  private final ProtoBuffer buffer;

  SpanContextEncoder(ProtoBuffer buffer) {
    this.buffer = buffer;
  }

  /// Writes both ids.
  void ids(int traceIdField, int spanIdField, SpanContext context) {
    if (context instanceof BinaryIds ids) {
      buffer.traceId(traceIdField, ids.traceIdHigh(), ids.traceIdLow());
    } else {
      buffer.hex(traceIdField, context.getTraceId(), TraceId.getLength());
    }
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
    if (context instanceof BinaryIds ids) {
      buffer.spanId(field, ids.spanIdBits());
    } else {
      buffer.hex(field, context.getSpanId(), SpanId.getLength());
    }
  }

  /// Writes the trace state as its W3C header.
  void traceState(int field, TraceState state) {
    buffer.string(field, OtlpMapping.traceState(state));
  }
}
