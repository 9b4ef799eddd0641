package dev.obs.codec;

import dev.obs.codec.OtlpFields.Event;
import dev.obs.codec.OtlpFields.Link;
import dev.obs.codec.OtlpFields.Span;
import dev.obs.codec.OtlpFields.Status;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;

/// An encoder of spans (`trace.proto`).
final class TraceEncoder extends RequestEncoder<SpanData> {
  private final SpanContextEncoder contexts;

  TraceEncoder(ProtoBuffer buffer, boolean inOrder, Shortening shortening) {
    super(buffer, Grouping.SPANS, inOrder, shortening);
    contexts = new SpanContextEncoder(buffer);
  }

  @Override
  void record(SpanData span) {
    SpanContext context = span.getSpanContext();
    SpanContext parent = span.getParentSpanContext();
    contexts.ids(Span.TRACE_ID, Span.SPAN_ID, context);
    contexts.traceState(Span.TRACE_STATE, context.getTraceState());
    if (parent.isValid()) {
      contexts.spanId(Span.PARENT_SPAN_ID, parent);
    }
    buffer.repeatedString(Span.NAME, span.getName());
    buffer.uint32(Span.KIND, OtlpMapping.kind(span.getKind()));
    buffer.time(Span.START_TIME_UNIX_NANO, span.getStartEpochNanos());
    buffer.time(Span.END_TIME_UNIX_NANO, span.getEndEpochNanos());
    attributes.attributes(Span.ATTRIBUTES, span.getAttributes());
    dropped(
        Span.DROPPED_ATTRIBUTES_COUNT, span.getTotalAttributeCount(), span.getAttributes().size());
    for (EventData event : span.getEvents()) {
      event(event);
    }
    dropped(Span.DROPPED_EVENTS_COUNT, span.getTotalRecordedEvents(), span.getEvents().size());
    for (LinkData link : span.getLinks()) {
      link(link);
    }
    dropped(Span.DROPPED_LINKS_COUNT, span.getTotalRecordedLinks(), span.getLinks().size());
    status(span.getStatus());
    buffer.fixed32(Span.FLAGS, OtlpMapping.spanFlags(context, parent.isRemote()));
  }

  private void event(EventData event) {
    int start = buffer.begin(Span.EVENTS);
    buffer.time(Event.TIME_UNIX_NANO, event.getEpochNanos());
    buffer.repeatedString(Event.NAME, event.getName());
    attributes.attributes(Event.ATTRIBUTES, event.getAttributes());
    dropped(
        Event.DROPPED_ATTRIBUTES_COUNT,
        event.getTotalAttributeCount(),
        event.getAttributes().size());
    buffer.end(start);
  }

  private void link(LinkData link) {
    SpanContext context = link.getSpanContext();
    int start = buffer.begin(Span.LINKS);
    contexts.ids(Link.TRACE_ID, Link.SPAN_ID, context);
    contexts.traceState(Link.TRACE_STATE, context.getTraceState());
    attributes.attributes(Link.ATTRIBUTES, link.getAttributes());
    dropped(
        Link.DROPPED_ATTRIBUTES_COUNT, link.getTotalAttributeCount(), link.getAttributes().size());
    buffer.fixed32(Link.FLAGS, OtlpMapping.spanFlags(context, context.isRemote()));
    buffer.end(start);
  }

  private void status(StatusData status) {
    int start = buffer.begin(Span.STATUS);
    buffer.string(Status.MESSAGE, status.getDescription());
    buffer.uint32(Status.CODE, OtlpMapping.code(status.getStatusCode()));
    buffer.end(start);
  }
}
