package dev.obs.exporter.file.json;

import dev.obs.codec.Grouping;
import dev.obs.codec.OtlpMapping;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;

/// An encoder of spans as JSON (`trace.proto`).
final class JsonTraceEncoder extends JsonRequestEncoder<SpanData> {

  JsonTraceEncoder(OtlpJson json) {
    super(json, Grouping.SPANS, "resourceSpans", "scopeSpans", "spans");
  }

  @Override
  void record(SpanData span) {
    SpanContext context = span.getSpanContext();
    SpanContext parent = span.getParentSpanContext();
    json.traceId("traceId", context);
    json.spanId("spanId", context);
    json.traceState("traceState", context.getTraceState());
    if (parent.isValid()) {
      json.spanId("parentSpanId", parent);
    }
    json.int32("flags", OtlpMapping.spanFlags(context, parent.isRemote()));
    json.string("name", span.getName());
    json.int32("kind", OtlpMapping.kind(span.getKind()));
    json.time("startTimeUnixNano", span.getStartEpochNanos());
    json.time("endTimeUnixNano", span.getEndEpochNanos());
    attributes.attributes("attributes", span.getAttributes());
    json.dropped(
        "droppedAttributesCount", span.getTotalAttributeCount(), span.getAttributes().size());
    json.messages("events", span.getEvents(), this::event);
    json.dropped("droppedEventsCount", span.getTotalRecordedEvents(), span.getEvents().size());
    json.messages("links", span.getLinks(), this::link);
    json.dropped("droppedLinksCount", span.getTotalRecordedLinks(), span.getLinks().size());
    status(span.getStatus());
  }

  private void event(EventData event) {
    json.time("timeUnixNano", event.getEpochNanos());
    json.string("name", event.getName());
    attributes.attributes("attributes", event.getAttributes());
    json.dropped(
        "droppedAttributesCount", event.getTotalAttributeCount(), event.getAttributes().size());
  }

  private void link(LinkData link) {
    SpanContext context = link.getSpanContext();
    json.traceId("traceId", context);
    json.spanId("spanId", context);
    json.traceState("traceState", context.getTraceState());
    attributes.attributes("attributes", link.getAttributes());
    json.dropped(
        "droppedAttributesCount", link.getTotalAttributeCount(), link.getAttributes().size());
    json.int32("flags", OtlpMapping.spanFlags(context, context.isRemote()));
  }

  private void status(StatusData status) {
    json.writer.name("status").beginObject();
    json.string("message", status.getDescription());
    json.int32("code", OtlpMapping.code(status.getStatusCode()));
    json.writer.endObject();
  }
}
