package dev.obs.kernel.log;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Plain text for people: time, level, logger, message and the trace id, then the stack trace.
///
/// Control characters of a message are shown as `\u001b`, so that no line can forge another or
/// steer the terminal.
final class TextLogFormat implements ConsoleExporter.LogFormat {
  private static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");

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
    text.append(time).append(' ');
    escape(String.format("%-5s", level), false, text);
    text.append(' ');
    escape(logger, false, text);
    text.append(": ");
    escape(message, false, text);
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
    text.append('\n');
    String trace = record.getAttributes().get(TRACE);
    if (trace != null) {
      escape(trace.stripTrailing(), true, text);
      text.append('\n');
    }
  }

  private static void escape(String raw, boolean lines, StringBuilder text) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (Character.isISOControl(c) && c != '\t' && !(lines && c == '\n')) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
  }
}
