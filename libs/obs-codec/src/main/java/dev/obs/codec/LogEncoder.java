package dev.obs.codec;

import dev.obs.codec.OtlpFields.LogRecord;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;

/// An encoder of log records (`logs.proto`).
final class LogEncoder extends RequestEncoder<LogRecordData> {
  private final SpanContextEncoder contexts;

  LogEncoder(ProtoBuffer buffer, boolean inOrder, Shortening shortening) {
    super(buffer, Grouping.LOGS, inOrder, shortening);
    contexts = new SpanContextEncoder(buffer);
  }

  @Override
  void record(LogRecordData log) {
    SpanContext context = log.getSpanContext();
    buffer.time(LogRecord.TIME_UNIX_NANO, log.getTimestampEpochNanos());
    buffer.uint32(LogRecord.SEVERITY_NUMBER, log.getSeverity().getSeverityNumber());
    buffer.string(LogRecord.SEVERITY_TEXT, log.getSeverityText());
    Value<?> body = log.getBodyValue();
    if (body != null) {
      attributes.value(LogRecord.BODY, body);
    }
    attributes.attributes(LogRecord.ATTRIBUTES, log.getAttributes());
    dropped(
        LogRecord.DROPPED_ATTRIBUTES_COUNT,
        log.getTotalAttributeCount(),
        log.getAttributes().size());
    buffer.fixed32(LogRecord.FLAGS, OtlpMapping.traceFlags(context));
    contexts.idsIfValid(LogRecord.TRACE_ID, LogRecord.SPAN_ID, context);
    buffer.time(LogRecord.OBSERVED_TIME_UNIX_NANO, log.getObservedTimestampEpochNanos());
    buffer.string(LogRecord.EVENT_NAME, log.getEventName());
  }
}
