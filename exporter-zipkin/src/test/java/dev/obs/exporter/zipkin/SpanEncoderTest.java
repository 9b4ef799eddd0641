package dev.obs.exporter.zipkin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.codec.Shortening;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpanEncoderTest {
  private final SpanEncoder encoder = new SpanEncoder(Shortening.uncounted());

  @Test
  void writesIdsNameTimesAndService() throws IOException {
    JsonNode span = encode(Spans.span().setParentSpanContext(Spans.PARENT).build());
    assertEquals(Spans.TRACE_ID, span.get("traceId").textValue());
    assertEquals(Spans.PARENT.getSpanId(), span.get("parentId").textValue());
    assertEquals(Spans.SPAN_ID, span.get("id").textValue());
    assertEquals("GET /stock", span.get("name").textValue());
    assertEquals(1_767_322_800_000_123L, span.get("timestamp").longValue());
    assertEquals(1_200, span.get("duration").longValue());
    assertEquals("shop", span.get("localEndpoint").get("serviceName").textValue());
  }

  @Test
  void leavesOutWhatIsAbsent() throws IOException {
    JsonNode span = encode(Spans.span().setParentSpanContext(SpanContext.getInvalid()).build());
    for (String field : List.of("parentId", "kind", "remoteEndpoint", "annotations")) {
      assertFalse(span.has(field), field);
    }
    assertFalse(span.get("tags").has("otel.status_code"));
    assertFalse(span.get("tags").has("error"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTERNAL")
  void writesEveryKindThatZipkinKnows(SpanKind kind) throws IOException {
    assertEquals(kind.name(), encode(Spans.span().setKind(kind).build()).get("kind").textValue());
  }

  @Test
  void namesAServiceWithoutNameAsTheSpecificationDoes() throws IOException {
    JsonNode span = encode(Spans.span().setResource(Resource.empty()).build());
    assertEquals("unknown_service:java", span.get("localEndpoint").get("serviceName").textValue());
  }

  @Test
  void neverWritesADurationOfZeroWhichMeansUnknown() throws IOException {
    JsonNode span = encode(Spans.span().setEndEpochNanos(Spans.START + 999).build());
    assertEquals(1, span.get("duration").longValue());
  }

  @Test
  void writesAttributesOfEveryTypeAsText() throws IOException {
    Attributes attributes =
        Attributes.builder()
            .put("text", "a\"b\n")
            .put("truth", true)
            .put("whole", -7L)
            .put("decimal", 1.5)
            .put("texts", "a", "b\"")
            .put("truths", true, false)
            .put("wholes", 1, 2)
            .put("decimals", 0.5, Double.NaN)
            .put(
                AttributeKey.valueKey("nested"),
                Value.of(KeyValue.of("k", Value.of(Value.of(1), Value.of(new byte[] {1, 2})))))
            .put(AttributeKey.valueKey("emptyMap"), Value.of(Map.of()))
            .put(AttributeKey.valueKey("plain"), Value.of("as it is"))
            .build();
    JsonNode tags = encode(Spans.span().setAttributes(attributes).build()).get("tags");
    assertEquals("a\"b\n", tags.get("text").textValue());
    assertEquals("true", tags.get("truth").textValue());
    assertEquals("-7", tags.get("whole").textValue());
    assertEquals("1.5", tags.get("decimal").textValue());
    assertEquals("[\"a\",\"b\\\"\"]", tags.get("texts").textValue());
    assertEquals("[true,false]", tags.get("truths").textValue());
    assertEquals("[1,2]", tags.get("wholes").textValue());
    assertEquals("[0.5,\"NaN\"]", tags.get("decimals").textValue());
    assertEquals("{\"k\":[1,\"AQI=\"]}", tags.get("nested").textValue());
    assertEquals("{}", tags.get("emptyMap").textValue());
    assertEquals("as it is", tags.get("plain").textValue());
  }

  @Test
  void cutsOffValuesNestedDeeperThanThirtyLists() throws IOException {
    Value<?> deep = Value.of("bottom");
    for (int i = 0; i < 5_000; i++) {
      deep = Value.of(deep);
    }
    Attributes attributes = Attributes.of(AttributeKey.valueKey("deep"), deep);
    JsonNode tags = encode(Spans.span().setAttributes(attributes).build()).get("tags");
    assertEquals("[".repeat(30) + "null" + "]".repeat(30), tags.get("deep").textValue());
  }

  @Test
  void writesScopeAndNamespaceAsTags() throws IOException {
    InstrumentationScopeInfo scope =
        InstrumentationScopeInfo.builder("shop.http")
            .setVersion("1.2")
            .setAttributes(Attributes.builder().put("scope.x", 1).build())
            .build();
    JsonNode tags = encode(Spans.span().setInstrumentationScopeInfo(scope).build()).get("tags");
    assertEquals("shop.http", tags.get("otel.scope.name").textValue());
    assertEquals("1.2", tags.get("otel.scope.version").textValue());
    assertEquals("shop.http", tags.get("otel.library.name").textValue());
    assertEquals("1.2", tags.get("otel.library.version").textValue());
    assertEquals("1", tags.get("scope.x").textValue());
    assertEquals("europe", tags.get("service.namespace").textValue());
  }

  @ParameterizedTest
  @CsvSource({"OK,,OK,", "ERROR,out of stock,ERROR,out of stock", "ERROR,,ERROR,''", "UNSET,,,"})
  void writesTheStatusAsTags(String code, String description, String codeTag, String errorTag)
      throws IOException {
    StatusData status =
        StatusData.create(StatusCode.valueOf(code), description == null ? "" : description);
    Attributes misleading = Attributes.builder().put("error", false).build();
    JsonNode tags =
        encode(Spans.span().setStatus(status).setAttributes(misleading).build()).get("tags");
    assertEquals(codeTag, text(tags, "otel.status_code"));
    assertEquals(errorTag, text(tags, "error"));
  }

  @Test
  void writesEventsAsAnnotations() throws IOException {
    List<EventData> events =
        List.of(
            EventData.create(Spans.START + 5_999, "plain", Attributes.empty()),
            EventData.create(
                Spans.START, "retry", Attributes.builder().put("n", 2).put("why", "503").build()),
            EventData.create(Spans.START, "cut", Attributes.empty(), 3));
    JsonNode annotations = encode(Spans.span().setEvents(events).build()).get("annotations");
    assertEquals(1_767_322_800_000_129L, annotations.get(0).get("timestamp").longValue());
    assertEquals("plain", annotations.get(0).get("value").textValue());
    assertEquals(
        "\"retry\":{\"n\":2,\"why\":\"503\"}", annotations.get(1).get("value").textValue());
    assertEquals(
        "\"cut\":{\"otel.dropped_attributes_count\":3}",
        annotations.get(2).get("value").textValue());
  }

  @Test
  void countsWhatTheSpanDropped() throws IOException {
    JsonNode tags =
        encode(
                Spans.span()
                    .setTotalAttributeCount(3)
                    .setTotalRecordedEvents(4)
                    .setTotalRecordedLinks(5)
                    .build())
            .get("tags");
    assertEquals("3", tags.get("otel.dropped_attributes_count").textValue());
    assertEquals("4", tags.get("otel.dropped_events_count").textValue());
    assertEquals("5", tags.get("otel.dropped_links_count").textValue());
  }

  @Test
  void writesManySpansAndStartsAnewEachTime() throws IOException {
    TestSpanData span = Spans.span().build();
    assertEquals(2, parse(encoder.encode(List.of(span, span))).size());
    assertEquals(1, parse(encoder.encode(List.of(span))).size());
  }

  private JsonNode encode(SpanData span) throws IOException {
    return parse(encoder.encode(List.of(span))).get(0);
  }

  private static JsonNode parse(byte[] json) throws IOException {
    return new ObjectMapper().readTree(json);
  }

  private static String text(JsonNode tags, String name) {
    return tags.has(name) ? tags.get(name).textValue() : null;
  }
}
