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
      write(record, text);
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void write(LogRecordData record, StringBuilder text) {
    text.append(JsonLogFormat.timestamp(record)).append(' ');
    text.append(String.format("%-5s", JsonLogFormat.level(record))).append(' ');
    text.append(record.getInstrumentationScopeInfo().getName()).append(": ");
    escape(JsonLogFormat.message(record), false, text);
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
