package dev.obs.testkit;

import dev.obs.model.Incident;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a record. Empty ones, such as an empty text, are left out.
final class Parts {
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  private final Map<Field, Object> fields = new EnumMap<>(Field.class);

  private Parts() {}

  static Map<Field, Object> of(SpanData span) {
    Parts parts = new Parts();
    parts.origin(span.getResource(), span.getInstrumentationScopeInfo());
    parts.context(span.getSpanContext());
    if (span.getParentSpanContext().isValid()) {
      parts.put(Field.PARENT_ID, span.getParentSpanId());
    }
    parts.put(Field.KIND, span.getKind().name());
    parts.put(Field.START, span.getStartEpochNanos());
    parts.put(Field.END, span.getEndEpochNanos());
    if (span.getStatus().getStatusCode() != StatusCode.UNSET) {
      parts.put(Field.STATUS, span.getStatus().getStatusCode().name());
      parts.put(Field.STATUS_DESCRIPTION, span.getStatus().getDescription());
    }
    if (!span.getEvents().isEmpty()) {
      parts.put(Field.EVENTS, span.getEvents().stream().map(EventData::getName).toList());
      parts.put(
          Field.EVENT_ATTRIBUTES,
          span.getEvents().stream().map(event -> Values.plain(event.getAttributes())).toList());
    }
    if (!span.getLinks().isEmpty()) {
      parts.put(
          Field.LINKS,
          span.getLinks().stream().map(link -> link.getSpanContext().getSpanId()).toList());
    }
    return parts.fields;
  }

  static Map<Field, Object> of(LogRecordData log) {
    Parts parts = new Parts();
    parts.origin(log.getResource(), log.getInstrumentationScopeInfo());
    parts.context(log.getSpanContext());
    parts.time(Field.TIMESTAMP, log.getTimestampEpochNanos());
    parts.time(Field.OBSERVED, log.getObservedTimestampEpochNanos());
    if (log.getSeverity() != Severity.UNDEFINED_SEVERITY_NUMBER) {
      parts.put(Field.SEVERITY, log.getSeverity().getSeverityNumber());
    }
    parts.put(Field.SEVERITY_TEXT, log.getSeverityText());
    if (log.getBodyValue() != null) {
      parts.put(Field.BODY, Values.plain(log.getBodyValue()));
    }
    return parts.fields;
  }

  static Map<Field, Object> of(MetricData metric) {
    Parts parts = new Parts();
    parts.origin(metric.getResource(), metric.getInstrumentationScopeInfo());
    parts.put(Field.UNIT, metric.getUnit());
    parts.put(Field.DESCRIPTION, metric.getDescription());
    parts.put(
        Field.TYPE,
        metric.getType().name().toLowerCase(Locale.ROOT).replaceFirst("^(long|double)_", ""));
    switch (metric.getData()) {
      case SumData<?> sum -> {
        parts.put(Field.TEMPORALITY, sum.getAggregationTemporality().name());
        parts.put(Field.MONOTONIC, sum.isMonotonic());
      }
      case HistogramData histogram ->
          parts.put(Field.TEMPORALITY, histogram.getAggregationTemporality().name());
      case ExponentialHistogramData histogram ->
          parts.put(Field.TEMPORALITY, histogram.getAggregationTemporality().name());
      default -> {}
    }
    return parts.fields;
  }

  static Map<Field, Object> of(Incident incident) {
    Parts parts = new Parts();
    parts.put(Field.STATUS, incident.state().name());
    parts.put(Field.SEVERITY_TEXT, incident.severity().name());
    parts.put(Field.BODY, incident.summary());
    parts.put(Field.TIMESTAMP, ChronoUnit.NANOS.between(Instant.EPOCH, incident.since()));
    return parts.fields;
  }

  static String eventName(LogRecordData log) {
    String name = log.getEventName();
    return name == null ? "" : name;
  }

  private void origin(Resource resource, InstrumentationScopeInfo scope) {
    put(Field.SERVICE, resource.getAttribute(SERVICE));
    put(Field.SCOPE, scope.getName());
  }

  private void context(SpanContext context) {
    if (context.isValid()) {
      put(Field.TRACE_ID, context.getTraceId());
      put(Field.SPAN_ID, context.getSpanId());
    }
  }

  private void time(Field field, long epochNanos) {
    if (epochNanos > 0) {
      put(field, epochNanos);
    }
  }

  private void put(Field field, @Nullable Object value) {
    if (value != null && !value.equals("")) {
      fields.put(field, value);
    }
  }
}
