package dev.obs.kernel.log;

import dev.obs.codec.JsonWriter;
import dev.obs.kernel.operation.Correlation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One JSON object a line: `timestamp` (RFC 3339, UTC), `level`, `logger`, `message`, `trace_id`,
/// `span_id`, `trace_flags`, `correlation_id`, `exception` and `attributes`, those that there are.
///
/// Used by one thread.
final class JsonLogFormat implements ConsoleExporter.LogFormat {
  private static final String EXCEPTION = "exception.";

  private final JsonWriter json = new JsonWriter();

  @Override
  public void write(List<LogRecordData> batch, OutputStream out) throws IOException {
    json.reset();
    for (LogRecordData record : batch) {
      write(record);
      json.newLine();
    }
    json.writeTo(out);
  }

  private void write(LogRecordData record) {
    json.beginObject()
        .name("timestamp")
        .value(timestamp(record))
        .name("level")
        .value(level(record))
        .name("logger")
        .value(record.getInstrumentationScopeInfo().getName())
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
    attributes(record);
    json.endObject();
  }

  static String timestamp(LogRecordData record) {
    long nanos = record.getTimestampEpochNanos();
    if (nanos == 0) {
      nanos = record.getObservedTimestampEpochNanos();
    }
    long second = TimeUnit.SECONDS.toNanos(1);
    return DateTimeFormatter.ISO_INSTANT.format(
        Instant.ofEpochSecond(nanos / second, nanos % second));
  }

  static String level(LogRecordData record) {
    if (record.getSeverity() != Severity.UNDEFINED_SEVERITY_NUMBER) {
      return record.getSeverity().name();
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
            json.name(Correlation.ATTRIBUTE).value(value.toString());
          } else {
            seen[key.getKey().startsWith(EXCEPTION) ? 0 : 1]++;
          }
        });
    if (seen[0] > 0) {
      json.name("exception").beginObject();
      record
          .getAttributes()
          .forEach((key, value) -> {
            if (key.getKey().startsWith(EXCEPTION)) {
              json.name(key.getKey().substring(EXCEPTION.length())).value(value.toString());
            }
          });
      json.endObject();
    }
    if (seen[1] > 0) {
      json.name("attributes").beginObject();
      record
          .getAttributes()
          .forEach((key, value) -> {
            if (!key.getKey().startsWith(EXCEPTION)
                && !key.getKey().equals(Correlation.ATTRIBUTE)) {
              attribute(key, value);
            }
          });
      json.endObject();
    }
  }

  private void attribute(AttributeKey<?> key, Object value) {
    json.name(key.getKey());
    any(value);
  }

  private void any(Object value) {
    switch (value) {
      case String text -> json.value(text);
      case Boolean truth -> json.value(truth);
      case Long number -> json.value(number);
      case Double number -> json.value(number);
      case List<?> list -> {
        json.beginArray();
        list.forEach(this::any);
        json.endArray();
      }
      case Value<?> nested -> json.value(nested.asString());
      default -> json.value(value.toString());
    }
  }
}
