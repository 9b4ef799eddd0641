package dev.obs.exporter.zipkin;

import dev.obs.codec.JsonValueWriter;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A writer of a span's tags: its attributes and scope, and the fields that OpenTelemetry's
/// [mapping to other formats](https://opentelemetry.io/docs/specs/otel/common/mapping-to-non-otlp/)
/// converts into attributes.
final class TagEncoder {
  /// The maximum number of lists and maps around a value; a deeper one becomes null.
  private static final int MAX_DEPTH = 29;

  private static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("service.namespace");

  /// Tags that only the encoder sets. Zipkin regards any span with the tag `error` as failed.
  private static final Set<String> RESERVED =
      Set.of(
          "error",
          "otel.status_code",
          "otel.scope.name",
          "otel.scope.version",
          "otel.library.name",
          "otel.library.version",
          "otel.dropped_attributes_count",
          "otel.dropped_events_count",
          "otel.dropped_links_count");

  private final JsonWriter json;
  private final JsonWriter nested;
  private final JsonValueWriter values;
  private final BiConsumer<AttributeKey<?>, Object> attribute = this::attribute;

  /// @param shortening the account of values that are nested too deeply
  TagEncoder(JsonWriter json, JsonWriter nested, Shortening shortening) {
    this.json = json;
    this.nested = nested;
    values = new JsonValueWriter(MAX_DEPTH, shortening);
  }

  void write(SpanData span) {
    json.name("tags").beginObject();
    tag("service.namespace", span.getResource().getAttribute(NAMESPACE));
    scope(span.getInstrumentationScopeInfo());
    span.getAttributes().forEach(attribute);
    status(span);
    int attributes = span.getAttributes().size();
    dropped("otel.dropped_attributes_count", span.getTotalAttributeCount() - attributes);
    dropped("otel.dropped_events_count", span.getTotalRecordedEvents() - span.getEvents().size());
    dropped("otel.dropped_links_count", span.getTotalRecordedLinks() - span.getLinks().size());
    json.endObject();
  }

  private void scope(InstrumentationScopeInfo scope) {
    // the specification also requires the deprecated names
    tag("otel.scope.name", scope.getName());
    tag("otel.library.name", scope.getName());
    tag("otel.scope.version", scope.getVersion());
    tag("otel.library.version", scope.getVersion());
    Attributes more = scope.getAttributes();
    more.forEach(attribute);
  }

  private void status(SpanData span) {
    StatusCode code = span.getStatus().getStatusCode();
    if (code == StatusCode.UNSET) {
      return;
    }
    tag("otel.status_code", code.name());
    if (code == StatusCode.ERROR) {
      json.name("error").value(span.getStatus().getDescription());
    }
  }

  private void attribute(AttributeKey<?> key, Object value) {
    if (!RESERVED.contains(key.getKey())) {
      json.name(key.getKey()).value(text(value));
    }
  }

  private String text(Object value) {
    if (value instanceof Value<?> typed && typed.getType() == ValueType.STRING) {
      return typed.asString();
    }
    if (!(value instanceof List<?> || value instanceof Value<?>)) {
      return String.valueOf(value);
    }
    nested.reset();
    values.write(value, nested);
    return nested.toString();
  }

  /// Returns the writer of values that are not text.
  JsonValueWriter values() {
    return values;
  }

  private void tag(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      json.name(name).value(value);
    }
  }

  private void dropped(String name, int count) {
    if (count > 0) {
      json.name(name).value(Integer.toString(count));
    }
  }
}
