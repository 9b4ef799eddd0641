package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceDecoderTest {
  private static final ByteString TRACE_ID = ByteString.fromHex("0af7651916cd43dd8448eb211c80319c");
  private static final ByteString SPAN_ID = ByteString.fromHex("b7ad6b7169203331");
  private static final ByteString PARENT_ID = ByteString.fromHex("00f067aa0ba902b7");

  private final OtlpDecoder decoder = new OtlpDecoder();

  @Test
  void decodesWhatTheSdkRecorded() throws Exception {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setSpanLimits(SpanLimits.builder().setMaxNumberOfAttributes(4).build())
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()) {
      var span = provider.get("test").spanBuilder("work").setParent(Context.root()).startSpan();
      for (String key : List.of("zebra", "url.path", "http.request.method", "b", "a")) {
        span.setAttribute(key, "value of " + key);
      }
      span.recordException(new IllegalStateException("broken"));
      span.setStatus(StatusCode.ERROR, "broken");
      span.end();
      SpanData data = exporter.getFinishedSpanItems().getFirst();
      byte[] request = new OtlpEncoder().traces(List.of(data));
      SpanData decoded = decoder.traces(request).getFirst();
      SdkView.assertEqual(data, decoded);
      assertArrayEquals(request, new OtlpEncoder().traces(List.of(decoded)));
    }
  }

  @Test
  void givesTheParentTheTraceAndFlagsOfTheSpan() throws Exception {
    SpanContext parent =
        decode(span().setParentSpanId(PARENT_ID).setFlags(0x301)).getParentSpanContext();
    assertEquals("0af7651916cd43dd8448eb211c80319c", parent.getTraceId());
    assertEquals("00f067aa0ba902b7", parent.getSpanId());
    assertEquals(TraceFlags.getSampled(), parent.getTraceFlags());
    assertTrue(parent.isRemote());
    assertFalse(
        decode(span().setParentSpanId(PARENT_ID).setFlags(0x101))
            .getParentSpanContext()
            .isRemote());
  }

  @Test
  void hasNoParentWhereNoneIsNamed() throws Exception {
    assertEquals(SpanContext.getInvalid(), decode(span().setFlags(1)).getParentSpanContext());
    SpanContext unknown = decode(span().setFlags(0x301)).getParentSpanContext();
    assertFalse(unknown.isValid());
    assertTrue(unknown.isRemote());
  }

  @Test
  void readsTheTraceStateInItsOrder() throws Exception {
    TraceState state =
        decode(span().setTraceState("congo=t61rcWkgMzE , rojo=00f067aa0ba902b7,\tt@v=a b"))
            .getSpanContext()
            .getTraceState();
    assertEquals(
        "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7,t@v=a b",
        state.asMap().entrySet().stream().map(Object::toString).collect(Collectors.joining(",")));
  }

  @Test
  void leavesOutWhatIsNoMemberOfATraceState() throws Exception {
    TraceState state =
        decode(span().setTraceState(",=x,novalue,UPPER=1,a=1,,ä=2,"))
            .getSpanContext()
            .getTraceState();
    assertEquals(1, state.size());
    assertEquals("1", state.get("a"));
  }

  @Test
  void keepsTheFirstMembersOfATraceStateThatHasTooMany() throws Exception {
    String header =
        IntStream.range(0, 100_000).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
    TraceState state = decode(span().setTraceState(header)).getSpanContext().getTraceState();
    assertEquals(32, state.size());
    assertEquals("v", state.get("k0"));
  }

  @Test
  void takesEnumValuesThatAreNotKnownAsTheDefault() throws Exception {
    SpanData span = decode(span().setKindValue(99).setStatus(Status.newBuilder().setCodeValue(-7)));
    assertSame(SpanKind.INTERNAL, span.getKind());
    assertSame(StatusCode.UNSET, span.getStatus().getStatusCode());
    assertTrue(span.hasEnded());
  }

  @Test
  void readsLinksThatAreRemoteAndSuchThatAreNot() throws Exception {
    SpanData span = decode(span().addLinks(link(0x301)).addLinks(link(0x100)).setFlags(0x101));
    assertTrue(span.getLinks().getFirst().getSpanContext().isRemote());
    assertTrue(span.getLinks().getFirst().getSpanContext().isSampled());
    assertFalse(span.getLinks().getLast().getSpanContext().isRemote());
    assertThrows(UnsupportedOperationException.class, () -> span.getLinks().clear());
    assertEquals(2, span.getTotalRecordedLinks());
  }

  @Test
  @SuppressWarnings("deprecation") // third-party exporters may still ask
  void namesTheLibraryAsTheScope() throws Exception {
    SpanData span = decode(span());
    assertEquals("lib", span.getInstrumentationLibraryInfo().getName());
    assertEquals("lib", span.getInstrumentationScopeInfo().getName());
  }

  @Test
  void equalsWhatIsDecodedOfTheSameBytes() throws Exception {
    assertEquals(decode(span().addLinks(link(1))), decode(span().addLinks(link(1))));
  }

  private static Span.Builder span() {
    return Span.newBuilder().setTraceId(TRACE_ID).setSpanId(SPAN_ID);
  }

  private static Span.Link link(int flags) {
    return Span.Link.newBuilder().setTraceId(TRACE_ID).setSpanId(PARENT_ID).setFlags(flags).build();
  }

  private SpanData decode(Span.Builder span) throws Exception {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder().addSpans(span);
    spans.getScopeBuilder().setName("lib");
    byte[] request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(spans))
            .build()
            .toByteArray();
    return decoder.traces(request).getFirst();
  }
}
