package dev.obs.exporter.elasticsearch;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import org.jspecify.annotations.Nullable;

/// An encoder in the layout of Elasticsearch's own templates for OpenTelemetry (`logs-*.otel-*`,
/// since 8.16): OpenTelemetry's names, and attributes with their own types.
///
/// Not thread-safe.
final class OtelEncoder implements LogEncoder {
  private final Target target;
  private final Keyword keyword;
  private final ValueEncoder values;
  private final FieldNames names;

  /// @param shortening the account of values and names that are cut or left out
  OtelEncoder(Target target, Shortening shortening) {
    this.target = target;
    keyword = new Keyword(shortening);
    values = new ValueEncoder(keyword, shortening);
    names = new FieldNames(shortening);
  }

  @Override
  public void encode(LogRecordData log, JsonWriter json) {
    json.beginObject();
    keyword.write("@timestamp", EpochNanos.text(Timestamps.of(log)), json);
    if (log.getObservedTimestampEpochNanos() > 0) {
      keyword.write(
          "observed_timestamp", EpochNanos.text(log.getObservedTimestampEpochNanos()), json);
    }
    target.writeTo(json);
    if (log.getSeverity() != Severity.UNDEFINED_SEVERITY_NUMBER) {
      json.name("severity_number").value(log.getSeverity().getSeverityNumber());
    }
    keyword.write("severity_text", log.getSeverityText(), json);
    keyword.write("event_name", log.getEventName(), json);
    body(log.getBodyValue(), json);
    if (log.getSpanContext().isValid()) {
      TraceFields.write(log.getSpanContext(), json);
    }
    attributes(log.getAttributes(), json);
    int dropped = log.getTotalAttributeCount() - log.getAttributes().size();
    if (dropped > 0) {
      json.name("dropped_attributes_count").value(dropped);
    }
    resource(log.getResource(), json);
    scope(log.getInstrumentationScopeInfo(), json);
    json.endObject();
  }

  @Override
  public Pruning.Note note() {
    return new Pruning.Note("attributes", "obs.refused_fields");
  }

  /// Writes text as `text` and an object as `structured`; a list is wrapped into an object.
  private void body(@Nullable Value<?> body, JsonWriter json) {
    if (body == null || ValueEncoder.isEmpty(body)) {
      return;
    }
    json.name("body").beginObject();
    switch (body.getType()) {
      case KEY_VALUE_LIST -> {
        json.name("structured");
        values.write(body, json);
      }
      case ARRAY -> {
        json.name("structured").beginObject().name("value");
        values.write(body, json);
        json.endObject();
      }
      default -> json.name("text").value(values.text(body));
    }
    json.endObject();
  }

  private void resource(Resource resource, JsonWriter json) {
    json.name("resource").beginObject();
    keyword.write("schema_url", resource.getSchemaUrl(), json);
    attributes(resource.getAttributes(), json);
    json.endObject();
  }

  private void scope(InstrumentationScopeInfo scope, JsonWriter json) {
    json.name("scope").beginObject();
    keyword.write("name", scope.getName(), json);
    keyword.write("version", scope.getVersion(), json);
    keyword.write("schema_url", scope.getSchemaUrl(), json);
    attributes(scope.getAttributes(), json);
    json.endObject();
  }

  private void attributes(Attributes attributes, JsonWriter json) {
    if (attributes.isEmpty()) {
      return;
    }
    names.reset();
    json.name("attributes").beginObject();
    attributes.forEach((key, value) -> {
      json.name(names.use(key.getKey()));
      values.write(value, json);
    });
    json.endObject();
  }
}
