package dev.obs.exporter.elasticsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutsTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Target LOGS = new Target("logs-shop-eu", List.of("logs", "shop", "eu"));

  private final LogEncoder ecs = new EcsEncoder(LOGS, Shortening.uncounted());
  private final LogEncoder otel = new OtelEncoder(LOGS, Shortening.uncounted());

  @Test
  void ecsWritesItsFieldsAndMakesLabelsOfTheRest() throws Exception {
    assertEquals(
        JSON.readTree(
            """
            {"@timestamp": "2026-11-22T07:08:09.123456789Z",
             "ecs.version": "8.17.0",
             "log.level": "SEVERE",
             "log.logger": "shop.Cart",
             "message": "cart is broken",
             "event.severity": 17,
             "event.created": "2026-11-22T07:08:09.123456790Z",
             "trace.id": "0af7651916cd43dd8448eb211c80319c",
             "span.id": "b7ad6b7169203331",
             "trace_id": "0af7651916cd43dd8448eb211c80319c",
             "span_id": "b7ad6b7169203331",
             "trace_flags": "01",
             "data_stream.type": "logs",
             "data_stream.dataset": "shop",
             "data_stream.namespace": "eu",
             "error.type": "java.io.IOException",
             "error.message": "disk full",
             "error.stack_trace": "java.io.IOException: disk full\\n\\tat shop.Cart",
             "process.thread.id": 11,
             "process.thread.name": "worker-1",
             "service.name": "shop",
             "service.version": "1.2",
             "service.node.name": "shop-7",
             "host.name": "node-1",
             "process.pid": 42,
             "labels": {"http_route": "/cart", "items": "3", "paid": "true", "ratio": "0.5",
                        "tags": ["a", "b"], "team": "checkout"}}
            """),
        encode(ecs, Logs.full().build()));
  }

  @Test
  void otelWritesOpenTelemetrysNames() throws Exception {
    assertEquals(
        JSON.readTree(
            """
            {"@timestamp": "2026-11-22T07:08:09.123456789Z",
             "observed_timestamp": "2026-11-22T07:08:09.123456790Z",
             "data_stream.type": "logs",
             "data_stream.dataset": "shop",
             "data_stream.namespace": "eu",
             "severity_number": 17,
             "severity_text": "SEVERE",
             "event_name": "cart.broken",
             "body": {"text": "cart is broken"},
             "trace_id": "0af7651916cd43dd8448eb211c80319c",
             "span_id": "b7ad6b7169203331",
             "trace_flags": "01",
             "attributes": {"http.route": "/cart", "items": 3, "paid": true, "ratio": 0.5},
             "dropped_attributes_count": 2,
             "resource": {"attributes": {"host.name": "node-1"}},
             "scope": {"name": "shop.Cart", "version": "9"}}
            """),
        encode(
            otel,
            Logs.full()
                .setEventName("cart.broken")
                .setResource(
                    Resource.create(Attributes.builder().put("host.name", "node-1").build()))
                .setAttributes(
                    Attributes.builder()
                        .put("http.route", "/cart")
                        .put("items", 3)
                        .put("paid", true)
                        .put("ratio", 0.5)
                        .build())
                .setTotalAttributeCount(6)
                .build()));
  }

  @Test
  void aBodyThatIsNoTextIsJsonTextInEcsAndStructuredInOtel() throws Exception {
    Value<?> map = Value.of(Map.of("n", Value.of(1)));
    assertEquals("{\"n\":1}", encode(ecs, withBody(map)).get("message").textValue());
    assertEquals(
        JSON.readTree("{\"structured\":{\"n\":1}}"), encode(otel, withBody(map)).get("body"));

    Value<?> list = Value.of(Value.of("a"), Value.of(true));
    assertEquals("[\"a\",true]", encode(ecs, withBody(list)).get("message").textValue());
    assertEquals(
        JSON.readTree("{\"structured\":{\"value\":[\"a\",true]}}"),
        encode(otel, withBody(list)).get("body"));

    assertEquals("1.5", encode(ecs, withBody(Value.of(1.5))).get("message").textValue());
    assertEquals(
        "AP8=", encode(otel, withBody(Value.of(new byte[] {0, -1}))).at("/body/text").textValue());
  }

  @Test
  void levelFallsBackToTheSeverityAndIsAbsentWithoutOne() throws Exception {
    var log = TestLogRecordData.builder().setSeverity(Severity.WARN);
    assertEquals("WARN", encode(ecs, log.build()).get("log.level").textValue());
    assertFalse(encode(ecs, TestLogRecordData.builder().build()).has("log.level"));
  }

  @Test
  void theTimeOfObservationStandsInForAMissingTimestamp() throws Exception {
    var log = TestLogRecordData.builder().setObservedTimestamp(Logs.TIME).build();
    for (LogEncoder layout : List.of(ecs, otel)) {
      assertEquals(
          "2026-11-22T07:08:09.123456789Z", encode(layout, log).get("@timestamp").textValue());
    }
  }

  @Test
  void aLogOutsideOfASpanHasNoTraceFields() throws Exception {
    var log = Logs.full().setSpanContext(SpanContext.getInvalid()).build();
    for (LogEncoder layout : List.of(ecs, otel)) {
      JsonNode document = encode(layout, log);
      for (String name : List.of("trace_id", "span_id", "trace_flags", "trace.id", "span.id")) {
        assertFalse(document.has(name), name);
      }
    }
  }

  @Test
  void labelsThatFallTogetherKeepTheirValues() throws Exception {
    Attributes attributes = Attributes.builder().put("a.b", "1").put("a_b", "2").build();
    JsonNode labels =
        encode(ecs, TestLogRecordData.builder().setAttributes(attributes).build()).get("labels");
    assertEquals("1", labels.get("a_b").textValue());
    assertEquals("2", labels.get("a_b_").textValue());
  }

  @Test
  void aNumericEcsFieldNeverGetsText() throws Exception {
    Attributes attributes = Attributes.of(AttributeKey.stringKey("thread.id"), "main");
    JsonNode document = encode(ecs, TestLogRecordData.builder().setAttributes(attributes).build());
    assertFalse(document.has("process.thread.id"));
    assertEquals("main", document.at("/labels/thread_id").textValue());
  }

  @Test
  void aLongStackTraceIsKeptWhole() throws Exception {
    String trace = "x".repeat(100_000);
    Attributes attributes =
        Attributes.builder().put("exception.stacktrace", trace).put("other", trace).build();
    JsonNode document = encode(ecs, TestLogRecordData.builder().setAttributes(attributes).build());
    assertEquals(trace, document.get("error.stack_trace").textValue());
    assertEquals(10_000, document.at("/labels/other").textValue().length());
  }

  @Test
  void everyDocumentIsOneLineOfValidJsonWithoutDuplicateNamesAndNotNestedTooDeep()
      throws Exception {
    for (long seed = 0; seed < 50; seed++) {
      for (LogRecordData log : Logs.nasty(seed, 20, false)) {
        for (LogEncoder layout : List.of(ecs, otel)) {
          JsonNode document = encode(layout, log);
          assertTrue(depth(document) <= 20, "seed " + seed);
        }
      }
    }
  }

  private static JsonNode encode(LogEncoder layout, LogRecordData log) throws Exception {
    JsonWriter json = new JsonWriter();
    layout.encode(log, json);
    byte[] bytes = json.toByteArray();
    assertFalse(new String(bytes, StandardCharsets.UTF_8).contains("\n"));
    return JSON.readTree(bytes);
  }

  private static LogRecordData withBody(Value<?> body) {
    return TestLogRecordData.builder().setBodyValue(body).build();
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return node.isContainerNode() ? deepest + 1 : 0;
  }
}
