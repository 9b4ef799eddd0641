package dev.obs.exporter.zipkin;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.StatusData;

/// Spans to encode.
final class Spans {
  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  static final String SPAN_ID = "00f067aa0ba902b7";
  static final long START = 1_767_322_800_000_123_456L;
  static final SpanContext PARENT = context(TRACE_ID, "b7ad6b7169203331");

  private Spans() {}

  static SpanContext context(String traceId, String spanId) {
    return SpanContext.create(traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
  }

  static TestSpanData.Builder span() {
    return TestSpanData.builder()
        .setSpanContext(context(TRACE_ID, SPAN_ID))
        .setName("GET /stock")
        .setKind(SpanKind.INTERNAL)
        .setStartEpochNanos(START)
        .setEndEpochNanos(START + 1_200_999)
        .setHasEnded(true)
        .setStatus(StatusData.unset())
        .setResource(
            Resource.create(
                Attributes.builder()
                    .put("service.name", "shop")
                    .put("service.namespace", "europe")
                    .build()));
  }
}
