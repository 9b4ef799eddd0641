package dev.obs.codec;

import static dev.obs.codec.ProtoReader.I32;
import static dev.obs.codec.ProtoReader.I64;
import static dev.obs.codec.ProtoReader.LEN;
import static dev.obs.codec.ProtoReader.VARINT;

import dev.obs.codec.OtlpFields.LogRecord;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;

/// A decoder of log records (`logs.proto`).
final class LogDecoder extends RequestDecoder<LogRecordData> {
  private static final Severity[] SEVERITIES = Severity.values();

  LogDecoder(ProtoReader in, AttributeKeys keys) {
    super(in, keys);
  }

  @Override
  LogRecordData record(Resource resource, InstrumentationScopeInfo scope)
      throws MalformedOtlpException {
    long timestamp = 0;
    long observed = 0;
    int severity = 0;
    String severityText = "";
    boolean hasBody = false;
    Object body = YoungMembers.EMPTY;
    AttributeCollector collected = new AttributeCollector();
    int dropped = 0;
    int flags = 0;
    String traceId = "";
    String spanId = "";
    String eventName = "";
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case LogRecord.TIME_UNIX_NANO << 3 | I64 -> timestamp = in.fixed64();
        case LogRecord.OBSERVED_TIME_UNIX_NANO << 3 | I64 -> observed = in.fixed64();
        case LogRecord.SEVERITY_NUMBER << 3 | VARINT -> severity = (int) in.varint();
        case LogRecord.SEVERITY_TEXT << 3 | LEN -> severityText = in.string();
        case LogRecord.BODY << 3 | LEN -> {
          hasBody = true;
          body = attributes.content(body);
        }
        case LogRecord.ATTRIBUTES << 3 | LEN -> attributes.attribute(collected);
        case LogRecord.DROPPED_ATTRIBUTES_COUNT << 3 | VARINT -> dropped = (int) in.varint();
        case LogRecord.FLAGS << 3 | I32 -> flags = in.fixed32();
        case LogRecord.TRACE_ID << 3 | LEN -> traceId = in.id(TraceId.getLength() / 2);
        case LogRecord.SPAN_ID << 3 | LEN -> spanId = in.id(SpanId.getLength() / 2);
        case LogRecord.EVENT_NAME << 3 | LEN -> eventName = in.string();
        default -> in.skip();
      }
    }
    Attributes kept = collected.inOrder();
    Value<?> bodyValue = hasBody ? AttributeDecoder.toValue(body) : null;
    return new DecodedLog(
        resource,
        scope,
        timestamp,
        observed,
        SpanContextDecoder.context(traceId, spanId, flags, TraceState.getDefault(), false),
        severity(severity),
        orNull(severityText),
        bodyValue,
        kept,
        total(kept.size(), dropped),
        orNull(eventName));
  }

  private static Severity severity(int number) {
    return number > 0 && number < SEVERITIES.length
        ? SEVERITIES[number]
        : Severity.UNDEFINED_SEVERITY_NUMBER;
  }
}
