package dev.obs.kernel.log;

import dev.obs.codec.JsonValueWriter;
import dev.obs.codec.JsonWriter;
import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Plain text for people: time, level, logger, message, the ids of trace and span, and the
/// attributes except the thread's name; then the exception, each line of it indented.
///
/// Characters that could begin a line or steer the terminal are escaped, so that no line can forge
/// another.
final class TextLogFormat implements ConsoleExporter.LogFormat {
  private static final Set<AttributeKey<?>> EXCEPTION =
      Set.of(LogLine.TYPE, LogLine.MESSAGE, LogLine.TRACE);
  private static final JsonValueWriter VALUES = JsonLogFormat.VALUES;

  @Override
  public void write(List<LogRecordData> batch, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (LogRecordData record : batch) {
      int start = text.length();
      try {
        write(record, text);
      } catch (Throwable failure) { // its values may be anything
        text.setLength(start);
        head(
            JsonLogFormat.readable(() -> JsonLogFormat.timestamp(record)),
            JsonLogFormat.readable(() -> JsonLogFormat.level(record)),
            JsonLogFormat.readable(() -> JsonLogFormat.logger(record)),
            JsonLogFormat.readable(() -> JsonLogFormat.message(record)),
            text);
        text.append(" [").append(JsonLogFormat.reason(failure)).append("]\n");
      }
      if (text.length() >= ConsoleExporter.PIECE) {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text = new StringBuilder();
      }
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void head(
      String time, String level, String logger, String message, StringBuilder text) {
    text.append(time)
        .append(' ')
        .append(SafeText.line(String.format("%-5s", level)))
        .append(' ')
        .append(SafeText.line(logger))
        .append(": ")
        .append(SafeText.line(message));
  }

  private static void write(LogRecordData record, StringBuilder text) {
    head(
        JsonLogFormat.timestamp(record),
        JsonLogFormat.level(record),
        JsonLogFormat.logger(record),
        JsonLogFormat.message(record),
        text);
    SpanContext span = record.getSpanContext();
    if (span.isValid()) {
      text.append(" [").append(span.getTraceId()).append('/').append(span.getSpanId()).append(']');
    }
    record.getAttributes().forEach((key, value) -> attribute(key, value, text));
    text.append('\n');
    exception(record.getAttributes(), text);
  }

  private static void attribute(AttributeKey<?> key, Object value, StringBuilder text) {
    if (!EXCEPTION.contains(key) && !key.getKey().equals(LogLine.THREAD.getKey())) {
      text.append(' ').append(SafeText.line(key.getKey())).append('=');
      text.append(SafeText.line(value instanceof String plain ? plain : json(value)));
    }
  }

  private static String json(Object value) {
    JsonWriter json = new JsonWriter();
    VALUES.write(value, json);
    return new String(json.toByteArray(), StandardCharsets.UTF_8);
  }

  /// Writes the trace. It repeats the exception's message, whose line feeds are escaped; the
  /// causes' messages cannot be told from the rest, but are indented with it.
  private static void exception(Attributes attributes, StringBuilder text) {
    String title = attributes.get(LogLine.TYPE);
    String message = attributes.get(LogLine.MESSAGE);
    if (message != null) {
      title = title == null ? message : title + ": " + message;
    }
    String trace = attributes.get(LogLine.TRACE);
    if (title != null && (trace == null || trace.startsWith(title))) {
      text.append('\t').append(SafeText.line(title));
      trace = trace == null ? "" : trace.substring(title.length());
    } else if (trace == null) {
      return;
    } else {
      text.append('\t');
    }
    text.append(
            trace.stripTrailing().lines().map(SafeText::line).collect(Collectors.joining("\n\t")))
        .append('\n');
  }
}
