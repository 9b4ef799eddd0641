package dev.obs.exporter.elasticsearch;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An encoder in the layout of the [Elastic Common
/// Schema](https://www.elastic.co/docs/reference/ecs), names with dots as its log formatters write
/// them. Attributes without a field of the schema become labels, which are always text, so that two
/// records never conflict about a label's type.
///
/// Not thread-safe.
final class EcsEncoder implements LogEncoder {
  private static final String VERSION = "8.17.0";

  private final Target target;
  private final Keyword keyword;
  private final ValueEncoder values;
  private final FieldNames fields;
  private final FieldNames labels;

  /// @param shortening the account of values and names that are cut or left out
  EcsEncoder(Target target, Shortening shortening) {
    this.target = target;
    keyword = new Keyword(shortening);
    values = new ValueEncoder(keyword, shortening);
    fields = new FieldNames(shortening);
    labels = new FieldNames(shortening);
  }

  @Override
  public void encode(LogRecordData log, JsonWriter json) {
    fields.reset();
    labels.reset();
    json.beginObject();
    keyword.write("@timestamp", EpochNanos.text(Timestamps.of(log)), json);
    keyword.write("ecs.version", VERSION, json);
    keyword.write("log.level", level(log), json);
    keyword.write("log.logger", log.getInstrumentationScopeInfo().getName(), json);
    Value<?> body = log.getBodyValue();
    if (body != null) {
      json.name("message").value(values.text(body));
    }
    event(log, json);
    trace(log.getSpanContext(), json);
    target.writeTo(json);
    Attributes resource = log.getResource().getAttributes();
    known(log.getAttributes(), EcsField.OF_LOG, json);
    known(resource, EcsField.OF_RESOURCE, json);
    json.name("labels").beginObject();
    labels(log.getAttributes(), EcsField.OF_LOG, json);
    labels(log.getInstrumentationScopeInfo().getAttributes(), Map.of(), json);
    labels(resource, EcsField.OF_RESOURCE, json);
    json.endObject().endObject();
  }

  private static @Nullable String level(LogRecordData log) {
    String text = log.getSeverityText();
    if (text != null && !text.isEmpty()) {
      return text;
    }
    return log.getSeverity() == Severity.UNDEFINED_SEVERITY_NUMBER
        ? null
        : log.getSeverity().name();
  }

  private void event(LogRecordData log, JsonWriter json) {
    keyword.write("event.action", log.getEventName(), json);
    if (log.getSeverity() != Severity.UNDEFINED_SEVERITY_NUMBER) {
      json.name("event.severity").value(log.getSeverity().getSeverityNumber());
    }
    if (log.getObservedTimestampEpochNanos() > 0) {
      keyword.write("event.created", EpochNanos.text(log.getObservedTimestampEpochNanos()), json);
    }
  }

  private void trace(SpanContext span, JsonWriter json) {
    if (span.isValid()) {
      keyword.write("trace.id", span.getTraceId(), json);
      keyword.write("span.id", span.getSpanId(), json);
      TraceFields.write(span, json);
    }
  }

  private void known(Attributes attributes, Map<String, String> known, JsonWriter json) {
    attributes.forEach((key, value) -> {
      String field = fieldOf(key, value, known);
      if (field == null) {
        return;
      }
      json.name(fields.use(field));
      if (EcsField.NUMBERS.contains(field)) {
        values.write(value, json);
      } else if (EcsField.TEXTS.contains(field)) {
        json.value(values.text(value));
      } else {
        keyword(value, json);
      }
    });
  }

  private void labels(Attributes attributes, Map<String, String> known, JsonWriter json) {
    attributes.forEach((key, value) -> {
      if (fieldOf(key, value, known) != null) {
        return;
      }
      // a dot would create an object, and "a" in addition to "a.b" would cost the document
      String name = key.getKey().replace('.', '_').replace('*', '_').replace('"', '_');
      json.name(labels.use(name));
      keyword(value, json);
    });
  }

  private static @Nullable String fieldOf(
      AttributeKey<?> key, Object value, Map<String, String> known) {
    String field = known.get(key.getKey());
    boolean misfit = field != null && EcsField.NUMBERS.contains(field) && !(value instanceof Long);
    return misfit ? null : field;
  }

  private void keyword(Object value, JsonWriter json) {
    if (value instanceof List<?> list) {
      json.beginArray();
      list.forEach(element -> {
        if (element == null) {
          json.nullValue(); // keeps the others at their index
        } else {
          json.value(keyword.of(values.text(element)));
        }
      });
      json.endArray();
    } else {
      json.value(keyword.of(values.text(value)));
    }
  }
}
