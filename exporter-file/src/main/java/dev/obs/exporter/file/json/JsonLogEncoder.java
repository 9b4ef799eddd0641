package dev.obs.exporter.file.json;

import dev.obs.codec.Grouping;
import dev.obs.codec.OtlpMapping;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;

/// An encoder of log records as JSON (`logs.proto`).
final class JsonLogEncoder extends JsonRequestEncoder<LogRecordData> {

  JsonLogEncoder(OtlpJson json) {
    super(json, Grouping.LOGS, "resourceLogs", "scopeLogs", "logRecords");
  }

  @Override
  void record(LogRecordData log) {
    SpanContext context = log.getSpanContext();
    json.time("timeUnixNano", log.getTimestampEpochNanos());
    json.time("observedTimeUnixNano", log.getObservedTimestampEpochNanos());
    json.int32("severityNumber", log.getSeverity().getSeverityNumber());
    json.string("severityText", log.getSeverityText());
    json.string("eventName", log.getEventName());
    Value<?> body = log.getBodyValue();
    if (body != null) {
      attributes.value("body", body);
    }
    attributes.attributes("attributes", log.getAttributes());
    json.dropped(
        "droppedAttributesCount", log.getTotalAttributeCount(), log.getAttributes().size());
    json.int32("flags", OtlpMapping.traceFlags(context));
    json.idsIfValid(context);
  }
}
