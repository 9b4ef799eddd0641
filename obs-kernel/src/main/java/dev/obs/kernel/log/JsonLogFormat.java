package dev.obs.kernel.log;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonValueWriter;
import dev.obs.codec.JsonWriter;
import dev.obs.kernel.operation.Correlation;
import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// One JSON object a line: `timestamp` (RFC 3339, UTC), `level`, `logger`, `message`, `trace_id`,
/// `span_id`, `trace_flags`, `event` (its name), `observed_timestamp` (if a second or more lies
/// between), `correlation_id`, `exception`, `attributes`, `dropped_attributes` (their number) and
/// `scope` (version, schema and attributes of the logger); those without a value are left out. A
/// record that cannot be written so has `incomplete` with the reason after its message.
///
/// Used by one thread.
final class JsonLogFormat implements ConsoleExporter.LogFormat {
  static final JsonValueWriter VALUES = new LineValueWriter();

  private JsonWriter json = new JsonWriter();

  @Override
  public void write(List<LogRecordData> batch, OutputStream out) throws IOException {
    for (LogRecordData record : batch) {
      int start = json.size();
      try {
        write(record);
      } catch (Throwable failure) { // its values may be anything
        json.truncate(start);
        incomplete(record, failure);
      }
      json.newLine();
      if (json.size() >= ConsoleExporter.PIECE) {
        writePiece(out);
      }
    }
    writePiece(out);
  }

  private void writePiece(OutputStream out) throws IOException {
    JsonWriter piece = json;
    if (piece.size() > ConsoleExporter.LARGEST_BUFFER) {
      json = new JsonWriter();
    }
    try {
      piece.writeTo(out);
    } finally {
      piece.reset();
    }
  }

  /// The readable parts of a record that cannot be written as a whole.
  private void incomplete(LogRecordData record, Throwable failure) {
    json.beginObject()
        .name("timestamp")
        .value(readable(() -> timestamp(record)))
        .name("level")
        .value(readable(() -> level(record)))
        .name("logger")
        .value(readable(() -> logger(record)))
        .name("message")
        .value(readable(() -> message(record)))
        .name("incomplete")
        .value(reason(failure))
        .endObject();
  }

  /// A text of a record, or a placeholder.
  static String readable(Supplier<String> part) {
    try {
      return part.get();
    } catch (Throwable failure) {
      return "(unreadable)";
    }
  }

  /// Why a line is incomplete.
  static String reason(Throwable failure) {
    return "the record cannot be written: " + failure.getClass().getName();
  }

  static String logger(LogRecordData record) {
    return record.getInstrumentationScopeInfo().getName();
  }

  private void write(LogRecordData record) {
    json.beginObject()
        .name("timestamp")
        .value(timestamp(record))
        .name("level")
        .value(level(record))
        .name("logger")
        .value(logger(record))
        .name("message")
        .value(message(record));
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

  static String timestamp(LogRecordData record) {
    long nanos = record.getTimestampEpochNanos();
    return EpochNanos.text(
        nanos > 0 ? nanos : EpochNanos.known(record.getObservedTimestampEpochNanos()));
  }

  static String level(LogRecordData record) {
    if (record.getSeverity() != Severity.UNDEFINED_SEVERITY_NUMBER) {
      return Severities.range(record.getSeverity());
    }
    String text = record.getSeverityText();
    return text == null ? "UNSPECIFIED" : text;
  }

  static String message(LogRecordData record) {
    Value<?> body = record.getBodyValue();
    return body == null ? "" : body.asString();
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
              VALUES.write(value, json);
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
    VALUES.write(value, json);
  }

  /// A writer of values of any depth and type: a value of an unknown type must not make the line
  /// incomplete.
  private static final class LineValueWriter extends JsonValueWriter {
    LineValueWriter() {
      super(Integer.MAX_VALUE);
    }

    @Override
    protected void other(Object value, JsonWriter json) {
      if (value instanceof Number number) {
        json.value(number.longValue());
      } else {
        json.value(SafeText.of(value));
      }
    }
  }
}
