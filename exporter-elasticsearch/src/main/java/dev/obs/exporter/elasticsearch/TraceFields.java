package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonWriter;
import io.opentelemetry.api.trace.SpanContext;

/// The three fields that connect a log record with its span, in every layout.
final class TraceFields {

  private TraceFields() {}

  /// Writes `trace_id`, `span_id` and `trace_flags` in lower-case hex.
  static void write(SpanContext span, JsonWriter json) {
    json.name("trace_id").value(span.getTraceId());
    json.name("span_id").value(span.getSpanId());
    json.name("trace_flags").value(span.getTraceFlags().asHex());
  }
}
