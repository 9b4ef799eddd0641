package dev.obs.exporter.zipkin;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An encoder of spans as Zipkin v2 JSON by OpenTelemetry's
/// [mapping](https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/zipkin/):
///
/// ```json
/// [{"traceId":"0af7651916cd43dd8448eb211c80319c","parentId":"b7ad6b7169203331",
///   "id":"00f067aa0ba902b7","kind":"CLIENT","name":"GET","timestamp":1767322800000000,
///   "duration":1200,"localEndpoint":{"serviceName":"shop"},
///   "remoteEndpoint":{"serviceName":"stock"},
///   "annotations":[{"timestamp":1767322800000100,"value":"\"retry\":{\"attempt\":2}"}],
///   "tags":{"http.response.status_code":"200","otel.scope.name":"shop.http"}}]
/// ```
///
/// Not thread-safe: the buffers are reused.
final class SpanEncoder {
  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

  private final JsonWriter json = new JsonWriter();
  private final JsonWriter nested = new JsonWriter();
  private final TagEncoder tags;

  /// @param shortening the account of values that are nested too deeply
  SpanEncoder(Shortening shortening) {
    tags = new TagEncoder(json, nested, shortening);
  }

  byte[] encode(List<SpanData> spans) {
    try {
      json.beginArray();
      spans.forEach(this::span);
      json.endArray();
      return json.toByteArray();
    } finally { // also after a getter threw, and so that a huge batch holds no memory
      json.reset();
      nested.reset();
    }
  }

  private void span(SpanData span) {
    long start = span.getStartEpochNanos();
    json.beginObject();
    json.name("traceId").value(span.getTraceId());
    if (span.getParentSpanContext().isValid()) {
      json.name("parentId").value(span.getParentSpanId());
    }
    json.name("id").value(span.getSpanId());
    if (span.getKind() != SpanKind.INTERNAL) {
      json.name("kind").value(span.getKind().name());
    }
    json.name("name").value(span.getName());
    if (start > 0) { // Zipkin has no time before 1970
      json.name("timestamp").value(TimeUnit.NANOSECONDS.toMicros(start));
    }
    json.name("duration").value(durationMicros(span.getEndEpochNanos() - start));
    json.name("localEndpoint").beginObject();
    json.name("serviceName").value(serviceName(span));
    json.endObject();
    if (span.getKind() == SpanKind.CLIENT || span.getKind() == SpanKind.PRODUCER) {
      RemoteEndpoint.write(span.getAttributes(), json);
    }
    if (!span.getEvents().isEmpty()) {
      json.name("annotations").beginArray();
      span.getEvents().forEach(this::annotation);
      json.endArray();
    }
    tags.write(span);
    json.endObject();
  }

  /// Returns the duration. Zipkin reads 0 as an unknown duration.
  private static long durationMicros(long nanos) {
    return Math.max(1, TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  private static String serviceName(SpanData span) {
    String name = span.getResource().getAttribute(SERVICE_NAME);
    return name == null ? "unknown_service:java" : name;
  }

  private void annotation(EventData event) {
    json.beginObject();
    json.name("timestamp")
        .value(TimeUnit.NANOSECONDS.toMicros(EpochNanos.known(event.getEpochNanos())));
    json.name("value").value(text(event));
    json.endObject();
  }

  /// Returns the name, with attributes as in `"name":{"key":"value"}`.
  private String text(EventData event) {
    int dropped = event.getDroppedAttributesCount();
    if (event.getAttributes().isEmpty() && dropped == 0) {
      return event.getName();
    }
    nested.reset();
    nested.name(event.getName()).beginObject();
    event
        .getAttributes()
        .forEach((key, value) -> {
          nested.name(key.getKey());
          tags.values().write(value, nested);
        });
    if (dropped > 0) {
      nested.name("otel.dropped_attributes_count").value(dropped);
    }
    nested.endObject();
    return nested.toString();
  }
}
