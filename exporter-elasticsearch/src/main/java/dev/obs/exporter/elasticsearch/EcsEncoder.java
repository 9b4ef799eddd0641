package dev.obs.exporter.elasticsearch;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.ArrayList;
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
  private final LabelNames labelNames = new LabelNames();

  /// Names and values in turn of the attributes that become labels.
  private final List<Object> others = new ArrayList<>();

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
    others.clear();
    long timestamp = Timestamps.of(log);
    String time = EpochNanos.text(timestamp);
    json.beginObject();
    keyword.write("@timestamp", time, json);
    keyword.write("ecs.version", VERSION, json);
    keyword.write("log.level", level(log), json);
    keyword.write("log.logger", log.getInstrumentationScopeInfo().getName(), json);
    Value<?> body = log.getBodyValue();
    if (body != null) {
      json.name("message").value(values.text(body));
    }
    event(log, timestamp, time, json);
    trace(log.getSpanContext(), json);
    target.writeTo(json);
    known(log.getAttributes(), EcsField.OF_LOG, json);
    known(log.getInstrumentationScopeInfo().getAttributes(), Map.of(), json);
    known(log.getResource().getAttributes(), EcsField.OF_RESOURCE, json);
    json.name("labels").beginObject();
    for (int i = 0; i < others.size(); i += 2) {
      json.name(labels.use(labelNames.of((String) others.get(i))));
      keyword(others.get(i + 1), json);
    }
    json.endObject().endObject();
    others.clear(); // an idle exporter keeps no values
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

  private void event(LogRecordData log, long timestamp, String time, JsonWriter json) {
    keyword.write("event.action", log.getEventName(), json);
    if (log.getSeverity() != Severity.UNDEFINED_SEVERITY_NUMBER) {
      json.name("event.severity").value(log.getSeverity().getSeverityNumber());
    }
    long observed = log.getObservedTimestampEpochNanos();
    if (observed > 0) {
      String created = observed == timestamp ? time : EpochNanos.text(observed);
      keyword.write("event.created", created, json);
    }
  }

  private void trace(SpanContext span, JsonWriter json) {
    if (span.isValid()) {
      keyword.write("trace.id", span.getTraceId(), json);
      keyword.write("span.id", span.getSpanId(), json);
      TraceFields.write(span, json);
    }
  }

  /// Writes the attributes that have a field and keeps the others for the labels, in one pass.
  private void known(Attributes attributes, Map<String, String> known, JsonWriter json) {
    attributes.forEach((key, value) -> {
      String field = known.get(key.getKey());
      boolean number = field != null && EcsField.NUMBERS.contains(field);
      if (field == null || (number && !(value instanceof Long))) {
        others.add(key.getKey());
        others.add(value);
        return;
      }
      json.name(fields.use(field));
      if (number) {
        values.write(value, json);
      } else if (EcsField.TEXTS.contains(field)) {
        json.value(values.text(value));
      } else {
        keyword(value, json);
      }
    });
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
