package dev.obs.codec;

import static dev.obs.codec.ProtoReader.I32;
import static dev.obs.codec.ProtoReader.I64;
import static dev.obs.codec.ProtoReader.LEN;
import static dev.obs.codec.ProtoReader.VARINT;

import dev.obs.codec.OtlpFields.Event;
import dev.obs.codec.OtlpFields.Link;
import dev.obs.codec.OtlpFields.Span;
import dev.obs.codec.OtlpFields.Status;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A decoder of spans (`trace.proto`).
final class TraceDecoder extends RequestDecoder<SpanData> {
  private static final int TRACE_ID_BYTES = TraceId.getLength() / 2;
  private static final int SPAN_ID_BYTES = SpanId.getLength() / 2;

  TraceDecoder(ProtoReader in, AttributeKeys keys) {
    super(in, keys);
  }

  @Override
  SpanData record(Resource resource, InstrumentationScopeInfo scope) throws MalformedOtlpException {
    String traceId = "";
    String spanId = "";
    String traceState = "";
    String parentSpanId = "";
    int flags = 0;
    String name = "";
    int kind = 0;
    long start = 0;
    long end = 0;
    AttributeCollector collected = new AttributeCollector();
    int droppedAttributes = 0;
    List<EventData> events = new ArrayList<>(0);
    int droppedEvents = 0;
    List<LinkData> links = new ArrayList<>(0);
    int droppedLinks = 0;
    StatusData status = StatusData.unset();
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case Span.TRACE_ID << 3 | LEN -> traceId = in.id(TRACE_ID_BYTES);
        case Span.SPAN_ID << 3 | LEN -> spanId = in.id(SPAN_ID_BYTES);
        case Span.TRACE_STATE << 3 | LEN -> traceState = in.string();
        case Span.PARENT_SPAN_ID << 3 | LEN -> parentSpanId = in.id(SPAN_ID_BYTES);
        case Span.FLAGS << 3 | I32 -> flags = in.fixed32();
        case Span.NAME << 3 | LEN -> name = in.string();
        case Span.KIND << 3 | VARINT -> kind = (int) in.varint();
        case Span.START_TIME_UNIX_NANO << 3 | I64 -> start = in.fixed64();
        case Span.END_TIME_UNIX_NANO << 3 | I64 -> end = in.fixed64();
        case Span.ATTRIBUTES << 3 | LEN -> attributes.attribute(collected);
        case Span.DROPPED_ATTRIBUTES_COUNT << 3 | VARINT -> droppedAttributes = (int) in.varint();
        case Span.EVENTS << 3 | LEN -> events.add(event());
        case Span.DROPPED_EVENTS_COUNT << 3 | VARINT -> droppedEvents = (int) in.varint();
        case Span.LINKS << 3 | LEN -> links.add(link());
        case Span.DROPPED_LINKS_COUNT << 3 | VARINT -> droppedLinks = (int) in.varint();
        case Span.STATUS << 3 | LEN -> status = status(status);
        default -> in.skip();
      }
    }
    Attributes kept = collected.inOrder();
    return new DecodedSpan(
        resource,
        scope,
        SpanContextDecoder.context(
            traceId, spanId, flags, SpanContextDecoder.traceState(traceState), false),
        parent(traceId, parentSpanId, flags),
        name,
        kind(kind),
        start,
        end,
        kept,
        total(kept.size(), droppedAttributes),
        unmodifiable(events),
        total(events.size(), droppedEvents),
        unmodifiable(links),
        total(links.size(), droppedLinks),
        status);
  }

  /// Creates the parent's context. An unknown parent keeps its remote flag, so that it is encoded
  /// again.
  private static SpanContext parent(String traceId, String spanId, int flags) {
    return SpanContextDecoder.context(
        traceId,
        spanId,
        spanId.isEmpty() ? 0 : flags,
        TraceState.getDefault(),
        SpanContextDecoder.isRemote(flags));
  }

  private EventData event() throws MalformedOtlpException {
    long time = 0;
    String name = "";
    AttributeCollector collected = new AttributeCollector();
    int dropped = 0;
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case Event.TIME_UNIX_NANO << 3 | I64 -> time = in.fixed64();
        case Event.NAME << 3 | LEN -> name = in.string();
        case Event.ATTRIBUTES << 3 | LEN -> attributes.attribute(collected);
        case Event.DROPPED_ATTRIBUTES_COUNT << 3 | VARINT -> dropped = (int) in.varint();
        default -> in.skip();
      }
    }
    Attributes kept = collected.inOrder();
    return EventData.create(time, name, kept, total(kept.size(), dropped));
  }

  private LinkData link() throws MalformedOtlpException {
    String traceId = "";
    String spanId = "";
    String traceState = "";
    int flags = 0;
    AttributeCollector collected = new AttributeCollector();
    int dropped = 0;
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case Link.TRACE_ID << 3 | LEN -> traceId = in.id(TRACE_ID_BYTES);
        case Link.SPAN_ID << 3 | LEN -> spanId = in.id(SPAN_ID_BYTES);
        case Link.TRACE_STATE << 3 | LEN -> traceState = in.string();
        case Link.FLAGS << 3 | I32 -> flags = in.fixed32();
        case Link.ATTRIBUTES << 3 | LEN -> attributes.attribute(collected);
        case Link.DROPPED_ATTRIBUTES_COUNT << 3 | VARINT -> dropped = (int) in.varint();
        default -> in.skip();
      }
    }
    SpanContext context =
        SpanContextDecoder.context(
            traceId,
            spanId,
            flags,
            SpanContextDecoder.traceState(traceState),
            SpanContextDecoder.isRemote(flags));
    Attributes kept = collected.inOrder();
    return LinkData.create(context, kept, total(kept.size(), dropped));
  }

  private StatusData status(StatusData before) throws MalformedOtlpException {
    String description = before.getDescription();
    StatusCode code = before.getStatusCode();
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case Status.MESSAGE << 3 | LEN -> description = in.string();
        case Status.CODE << 3 | VARINT -> code = code((int) in.varint());
        default -> in.skip();
      }
    }
    return StatusData.create(code, description);
  }

  private static <T> List<T> unmodifiable(List<T> list) {
    return list.isEmpty() ? List.of() : Collections.unmodifiableList(list);
  }

  private static SpanKind kind(int number) {
    return switch (number) {
      case 2 -> SpanKind.SERVER;
      case 3 -> SpanKind.CLIENT;
      case 4 -> SpanKind.PRODUCER;
      case 5 -> SpanKind.CONSUMER;
      default -> SpanKind.INTERNAL;
    };
  }

  private static StatusCode code(int number) {
    return switch (number) {
      case 1 -> StatusCode.OK;
      case 2 -> StatusCode.ERROR;
      default -> StatusCode.UNSET;
    };
  }
}
