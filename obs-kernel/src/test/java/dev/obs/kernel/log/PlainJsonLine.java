package dev.obs.kernel.log;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonWriter;
import dev.obs.kernel.operation.Correlation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.concurrent.TimeUnit;

/// The plain form of [JsonLine], by the general writer of JSON and without caches: the oracle.
final class PlainJsonLine {
  private final JsonWriter json = new JsonWriter();

  /// The line of a record.
  static byte[] of(LogRecordData record) {
    PlainJsonLine line = new PlainJsonLine();
    try {
      line.write(record);
    } catch (Throwable failure) {
      line.json.truncate(0);
      line.incomplete(record, failure);
    }
    line.json.newLine();
    return line.json.toByteArray();
  }

  /// The readable parts of a record that cannot be written as a whole.
  private void incomplete(LogRecordData record, Throwable failure) {
    json.beginObject()
        .name("timestamp")
        .value(JsonLogFormat.readable(() -> JsonLogFormat.timestamp(record)))
        .name("level")
        .value(JsonLogFormat.readable(() -> JsonLogFormat.level(record)))
        .name("logger")
        .value(JsonLogFormat.readable(() -> JsonLogFormat.logger(record)))
        .name("message")
        .value(JsonLogFormat.readable(() -> JsonLogFormat.message(record)))
        .name("incomplete")
        .value(JsonLogFormat.reason(failure))
        .endObject();
  }

  private void write(LogRecordData record) {
    json.beginObject()
        .name("timestamp")
        .value(JsonLogFormat.timestamp(record))
        .name("level")
        .value(JsonLogFormat.level(record))
        .name("logger")
        .value(JsonLogFormat.logger(record))
        .name("message")
        .value(JsonLogFormat.message(record));
    SpanContext span = record.getSpanContext();
    if (span.isValid()) {
      json.name("trace_id")
          .value(span.getTraceId())
          .name("span_id")
          .value(span.getSpanId())
          .name("trace_flags")
          .value(span.getTraceFlags().asHex());
    }
    origin(record);
    attributes(record);
    int dropped = record.getTotalAttributeCount() - record.getAttributes().size();
    if (dropped > 0) {
      json.name("dropped_attributes").value(dropped);
    }
    scope(record.getInstrumentationScopeInfo());
    json.endObject();
  }

  private void origin(LogRecordData record) {
    String event = record.getEventName();
    if (event != null) {
      json.name("event").value(event);
    }
    long time = record.getTimestampEpochNanos();
    long observed = record.getObservedTimestampEpochNanos();
    if (time > 0 && observed > 0 && Math.abs(observed - time) >= TimeUnit.SECONDS.toNanos(1)) {
      json.name("observed_timestamp").value(EpochNanos.text(observed));
    }
  }

  private void scope(InstrumentationScopeInfo scope) {
    String version = scope.getVersion();
    String schema = scope.getSchemaUrl();
    if (version == null && schema == null && scope.getAttributes().isEmpty()) {
      return;
    }
    json.name("scope").beginObject();
    if (version != null) {
      json.name("version").value(version);
    }
    if (schema != null) {
      json.name("schema_url").value(schema);
    }
    if (!scope.getAttributes().isEmpty()) {
      json.name("attributes").beginObject();
      scope.getAttributes().forEach(this::attribute);
      json.endObject();
    }
    json.endObject();
  }

  private void attributes(LogRecordData record) {
    int[] seen = new int[2]; // parts of an exception, others
    record
        .getAttributes()
        .forEach((key, value) -> {
          if (key.getKey().equals(Correlation.ATTRIBUTE)) {
            attribute(key, value);
          } else {
            seen[key.getKey().startsWith(LogLine.EXCEPTION) ? 0 : 1]++;
          }
        });
    if (seen[0] > 0) {
      json.name("exception").beginObject();
      record
          .getAttributes()
          .forEach((key, value) -> {
            if (key.getKey().startsWith(LogLine.EXCEPTION)) {
              json.name(key.getKey().substring(LogLine.EXCEPTION.length()));
              JsonLogFormat.VALUES.write(value, json);
            }
          });
      json.endObject();
    }
    if (seen[1] > 0) {
      json.name("attributes").beginObject();
      record
          .getAttributes()
          .forEach((key, value) -> {
            if (!key.getKey().startsWith(LogLine.EXCEPTION)
                && !key.getKey().equals(Correlation.ATTRIBUTE)) {
              attribute(key, value);
            }
          });
      json.endObject();
    }
  }

  private void attribute(AttributeKey<?> key, Object value) {
    json.name(key.getKey());
    JsonLogFormat.VALUES.write(value, json);
  }
}
