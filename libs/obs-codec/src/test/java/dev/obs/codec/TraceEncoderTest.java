package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceEncoderTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN_ID = "b7ad6b7169203331";
  private static final String PARENT_ID = "00f067aa0ba902b7";
  private static final TraceState STATE =
      TraceState.builder().put("rojo", "00f067aa0ba902b7").put("congo", "t61rcWkgMzE").build();

  @Test
  void encodesEveryFieldOfASpan() throws Exception {
    SpanContext linked =
        SpanContext.createFromRemoteParent(
            "11111111111111111111111111111111", "2222222222222222", TraceFlags.getDefault(), STATE);
    SpanData span =
        base()
            .setSpanContext(
                SpanContext.create(TRACE_ID, SPAN_ID, TraceFlags.fromByte((byte) 0x83), STATE))
            .setParentSpanContext(
                SpanContext.createFromRemoteParent(
                    TRACE_ID, PARENT_ID, TraceFlags.getSampled(), TraceState.getDefault()))
            .setName("GET /pets")
            .setKind(SpanKind.SERVER)
            .setStartEpochNanos(1_000_000_000_000_000_001L)
            .setEndEpochNanos(1_000_000_000_000_000_002L)
            .setAttributes(Attributes.builder().put("a", 1).build())
            .setTotalAttributeCount(4)
            .setEvents(
                List.of(EventData.create(5, "retry", Attributes.builder().put("b", 2).build(), 3)))
            .setTotalRecordedEvents(6)
            .setLinks(List.of(LinkData.create(linked, Attributes.builder().put("c", 3).build(), 7)))
            .setTotalRecordedLinks(9)
            .setStatus(StatusData.create(StatusCode.ERROR, "went wrong"))
            .build();

    String header = "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7";
    Span expected =
        Span.newBuilder()
            .setTraceId(id(TRACE_ID))
            .setSpanId(id(SPAN_ID))
            .setTraceState(header)
            .setParentSpanId(id(PARENT_ID))
            .setFlags(0x383)
            .setName("GET /pets")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(1_000_000_000_000_000_001L)
            .setEndTimeUnixNano(1_000_000_000_000_000_002L)
            .addAttributes(attribute("a", 1))
            .setDroppedAttributesCount(3)
            .addEvents(
                Span.Event.newBuilder()
                    .setTimeUnixNano(5)
                    .setName("retry")
                    .addAttributes(attribute("b", 2))
                    .setDroppedAttributesCount(2))
            .setDroppedEventsCount(5)
            .addLinks(
                Span.Link.newBuilder()
                    .setTraceId(id("11111111111111111111111111111111"))
                    .setSpanId(id("2222222222222222"))
                    .setTraceState(header)
                    .addAttributes(attribute("c", 3))
                    .setDroppedAttributesCount(6)
                    .setFlags(0x300))
            .setDroppedLinksCount(8)
            .setStatus(
                Status.newBuilder()
                    .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                    .setMessage("went wrong"))
            .build();
    assertEquals(expected, encode(span));
  }

  @Test
  void leavesOutTheParentOfARoot() throws Exception {
    Span span = encode(base().build());
    assertEquals(ByteString.EMPTY, span.getParentSpanId());
    assertEquals(0x101, span.getFlags());
  }

  @Test
  void tellsALocalParentFromARemoteOne() throws Exception {
    SpanContext local =
        SpanContext.create(TRACE_ID, PARENT_ID, TraceFlags.getSampled(), TraceState.getDefault());
    Span span = encode(base().setParentSpanContext(local).build());
    assertEquals(id(PARENT_ID), span.getParentSpanId());
    assertEquals(0x101, span.getFlags());
  }

  @ParameterizedTest
  @EnumSource
  void encodesEveryKind(SpanKind kind) throws Exception {
    assertEquals("SPAN_KIND_" + kind.name(), encode(base().setKind(kind).build()).getKind().name());
  }

  @ParameterizedTest
  @EnumSource
  void encodesEveryStatus(StatusCode code) throws Exception {
    Status status = encode(base().setStatus(StatusData.create(code, "")).build()).getStatus();
    assertEquals("STATUS_CODE_" + code.name(), status.getCode().name());
  }

  @Test
  void takesCountsBelowWhatWasKeptAsNothingDropped() throws Exception {
    Span span =
        encode(
            base()
                .setAttributes(Attributes.builder().put("a", 1).build())
                .setTotalAttributeCount(0)
                .build());
    assertEquals(0, span.getDroppedAttributesCount());
  }

  @Test
  void encodesWhatTheSdkRecorded() throws Exception {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    SpanLimits limits = SpanLimits.builder().setMaxNumberOfAttributes(1).build();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setSpanLimits(limits)
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()) {
      var span =
          provider
              .get("test")
              .spanBuilder("work")
              .setParent(Context.root())
              .setSpanKind(SpanKind.CLIENT)
              .startSpan();
      span.setAttribute("a", 1).setAttribute("b", 2);
      span.recordException(new IllegalStateException("broken"));
      span.setStatus(StatusCode.ERROR, "broken");
      span.end();

      SpanData data = exporter.getFinishedSpanItems().getFirst();
      Span encoded = encode(data);
      assertEquals(id(data.getTraceId()), encoded.getTraceId());
      assertEquals(id(data.getSpanId()), encoded.getSpanId());
      assertEquals("work", encoded.getName());
      assertEquals(List.of(attribute("a", 1)), encoded.getAttributesList());
      assertEquals(1, encoded.getDroppedAttributesCount());
      assertEquals(data.getStartEpochNanos(), encoded.getStartTimeUnixNano());
      assertEquals(data.getEndEpochNanos(), encoded.getEndTimeUnixNano());
      assertEquals("exception", encoded.getEvents(0).getName());
      assertEquals(
          data.getEvents().getFirst().getAttributes().size(),
          encoded.getEvents(0).getAttributesCount());
    }
  }

  private static TestSpanData.Builder base() {
    return TestSpanData.builder()
        .setSpanContext(
            SpanContext.create(TRACE_ID, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault()))
        .setName("span")
        .setKind(SpanKind.INTERNAL)
        .setStatus(StatusData.unset())
        .setStartEpochNanos(1)
        .setEndEpochNanos(2)
        .setHasEnded(true);
  }

  private static Span encode(SpanData span) throws Exception {
    var request = ExportTraceServiceRequest.parseFrom(new OtlpEncoder().traces(List.of(span)));
    return request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }

  private static KeyValue attribute(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private static ByteString id(String hex) {
    return ByteString.fromHex(hex);
  }
}
