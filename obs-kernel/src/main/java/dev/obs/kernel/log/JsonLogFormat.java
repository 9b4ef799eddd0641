package dev.obs.kernel.log;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonValueWriter;
import dev.obs.codec.JsonWriter;
import dev.obs.model.SafeText;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
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

  private JsonLine line = new JsonLine();

  @Override
  public void write(List<LogRecordData> batch, OutputStream out) throws IOException {
    try {
      for (LogRecordData record : batch) {
        line.write(record);
        if (line.size() >= ConsoleExporter.PIECE) {
          writePiece(out);
        }
      }
      writePiece(out);
    } finally {
      line.reset();
    }
  }

  private void writePiece(OutputStream out) throws IOException {
    line.writeTo(out);
    if (line.size() > ConsoleExporter.LARGEST_BUFFER) {
      line = new JsonLine();
    } else {
      line.reset();
    }
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

  static long nanos(LogRecordData record) {
    long nanos = record.getTimestampEpochNanos();
    return nanos > 0 ? nanos : EpochNanos.known(record.getObservedTimestampEpochNanos());
  }

  static String timestamp(LogRecordData record) {
    return EpochNanos.text(nanos(record));
  }

  static String level(LogRecordData record) {
    if (record.getSeverity() != Severity.UNDEFINED_SEVERITY_NUMBER) {
      return Severities.range(record.getSeverity());
    }
    String text = record.getSeverityText();
    return text == null ? "UNSPECIFIED" : text;
  }

  static String message(LogRecordData record) {
    if (record instanceof KernelLogRecord own) {
      return own.message();
    }
    Value<?> body = record.getBodyValue();
    return body == null ? "" : body.asString();
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
