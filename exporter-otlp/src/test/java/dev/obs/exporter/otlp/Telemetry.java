package dev.obs.exporter.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;

/// Telemetry to send.
final class Telemetry {
  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  static final SpanContext CONTEXT =
      SpanContext.create(
          TRACE_ID, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
  static final Resource RESOURCE =
      Resource.create(Attributes.builder().put("service.name", "shop").build());
  private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("test");

  private Telemetry() {}

  static SpanData span() {
    return TestSpanData.builder()
        .setSpanContext(CONTEXT)
        .setName("GET /stock")
        .setKind(SpanKind.CLIENT)
        .setStartEpochNanos(1_000)
        .setEndEpochNanos(2_000)
        .setHasEnded(true)
        .setStatus(StatusData.unset())
        .setResource(RESOURCE)
        .setInstrumentationScopeInfo(SCOPE)
        .build();
  }

  static MetricData metric() {
    InMemoryMetricReader reader = InMemoryMetricReader.create();
    try (SdkMeterProvider provider =
        SdkMeterProvider.builder().setResource(RESOURCE).registerMetricReader(reader).build()) {
      provider.get("test").counterBuilder("orders").build().add(42);
      return reader.collectAllMetrics().iterator().next();
    }
  }

  static LogRecordData log() {
    return TestLogRecordData.builder()
        .setResource(RESOURCE)
        .setInstrumentationScopeInfo(SCOPE)
        .setSpanContext(CONTEXT)
        .setSeverity(Severity.WARN)
        .setBody("out of stock")
        .build();
  }
}
