package dev.obs.faults;

import dev.obs.api.Obs;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;

/// One record of each signal, with every possible field, always the same.
final class Emission {
  private static final Instant TIME = Instant.parse("2026-11-22T10:15:30.123456789Z");
  private static final SpanContext PARENT =
      SpanContext.createFromRemoteParent(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.builder().put("vendor", "state").build());
  private static final Attributes ATTRIBUTES =
      Attributes.builder()
          .put("text", "grüße \"quoted\" \u0000 \ud83d\ude00")
          .put("empty", "")
          .put("number", Long.MIN_VALUE)
          .put("fraction", 0.1)
          .put("truth", true)
          .put(AttributeKey.stringArrayKey("texts"), List.of("a", "", "c"))
          .put(AttributeKey.longArrayKey("numbers"), List.of(1L, -1L, Long.MAX_VALUE))
          .put(AttributeKey.doubleArrayKey("fractions"), List.of(0.5, -0.0))
          .put(AttributeKey.booleanArrayKey("truths"), List.of(true, false))
          .build();

  private Emission() {}

  /// @return the id of the span
  static String emit(Obs obs) {
    OpenTelemetry telemetry = obs.openTelemetry();
    Span span =
        telemetry
            .getTracerProvider()
            .tracerBuilder(ThirdParty.SCOPE)
            .setInstrumentationVersion("1.2.3")
            .setSchemaUrl("https://opentelemetry.io/schemas/1.37.0")
            .build()
            .spanBuilder("order placed")
            .setParent(Context.root().with(Span.wrap(PARENT)))
            .setSpanKind(SpanKind.CONSUMER)
            .setStartTimestamp(TIME)
            .setAllAttributes(ATTRIBUTES)
            .addLink(PARENT, Attributes.of(AttributeKey.stringKey("link"), "value"))
            .startSpan();
    span.addEvent("shipped", ATTRIBUTES, TIME.plusMillis(1));
    span.setStatus(StatusCode.ERROR, "no address");
    log(telemetry, span);
    span.end(TIME.plusMillis(2));
    metrics(telemetry.getMeterProvider().meterBuilder(ThirdParty.SCOPE).build());
    return span.getSpanContext().getSpanId();
  }

  private static void log(OpenTelemetry telemetry, Span span) {
    Logger logger =
        telemetry
            .getLogsBridge()
            .loggerBuilder(ThirdParty.SCOPE)
            .setInstrumentationVersion("4.5.6")
            .build();
    logger
        .logRecordBuilder()
        .setContext(Context.root().with(span))
        .setTimestamp(TIME)
        .setObservedTimestamp(TIME.plusNanos(1))
        .setSeverity(Severity.ERROR3)
        .setSeverityText("FATAL-ish")
        .setBody(
            Value.of(
                KeyValue.of("order", Value.of(4711)),
                KeyValue.of("lines", Value.of(Value.of("shirt"), Value.of(2.5), Value.of(true)))))
        .setEventName("order.failed")
        .setAllAttributes(ATTRIBUTES)
        .emit();
  }

  private static void metrics(Meter meter) {
    meter
        .counterBuilder("orders")
        .setUnit("{order}")
        .setDescription("orders placed")
        .build()
        .add(3, ATTRIBUTES);
    meter.upDownCounterBuilder("open").ofDoubles().build().add(-1.5);
    meter.gaugeBuilder("fill").build().set(0.75);
    meter.histogramBuilder("duration").setUnit("s").build().record(0.42, ATTRIBUTES);
  }
}
