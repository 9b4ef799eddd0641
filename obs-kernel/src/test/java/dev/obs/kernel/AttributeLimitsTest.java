package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The limits of attributes, events and links in the records that sinks get.
class AttributeLimitsTest {
  private static final int MANY = 200;
  private static final String VALUE = "x".repeat(20);

  @TempDir Path folder;

  private final Fakes.Traces traces = new Fakes.Traces();
  private final Fakes.Records records = new Fakes.Records();

  private void send(String limits) throws IOException {
    String yaml = "telemetry:\n" + limits.indent(2);
    try (Obs obs = Fakes.start(folder, yaml, traces, records)) {
      Span span = obs.openTelemetry().getTracer("shop").spanBuilder("order").startSpan();
      LogRecordBuilder record =
          obs.openTelemetry().getLogsBridge().get("shop").logRecordBuilder().setBody(VALUE);
      AttributesBuilder attributes = Attributes.builder();
      IntStream.range(0, MANY).forEach(i -> attributes.put("key" + i, VALUE));
      Attributes all = attributes.build();
      span.setAllAttributes(all);
      record.setAllAttributes(all);
      for (int i = 0; i < MANY; i++) {
        span.addEvent("event", all);
        span.addLink(span.getSpanContext(), all);
      }
      span.end();
      record.emit();
      assertTrue(obs.flush(Duration.ofSeconds(10)));
    }
  }

  private SpanData span() {
    return traces.spans.getFirst();
  }

  private LogRecordData record() {
    return records.records.stream()
        .filter(each -> each.getInstrumentationScopeInfo().getName().equals("shop"))
        .findFirst()
        .orElseThrow();
  }

  private static String value(Attributes attributes) {
    return attributes.get(AttributeKey.stringKey("key0"));
  }

  @Test
  void are128AttributesOfAnyLengthByDefault() throws IOException {
    send("tracing: {exporters: [fake]}\nlogging: {exporters: [fake]}\n");
    assertEquals(128, span().getAttributes().size());
    assertEquals(VALUE, value(span().getAttributes()));
    assertEquals(128, span().getEvents().size());
    assertEquals(128, span().getLinks().size());
    assertEquals(128, record().getAttributes().size());
    assertEquals(VALUE, value(record().getAttributes()));
  }

  @Test
  void areThoseOfOneSignalBeforeTheGeneralOnes() throws IOException {
    send(
        """
        limits: {attribute_count: 6, attribute_value_length: 5}
        tracing:
          exporters: [fake]
          limits: {attribute_count: 10, event_count: 3, link_count: 2, link_attribute_count: 1}
        logging:
          exporters: [fake]
          limits: {attribute_value_length: 7}
        """);
    assertEquals(10, span().getAttributes().size());
    assertEquals(MANY, span().getTotalAttributeCount());
    assertEquals("xxxxx", value(span().getAttributes()));
    assertEquals(3, span().getEvents().size());
    assertEquals(MANY, span().getTotalRecordedEvents());
    assertEquals(6, span().getEvents().getFirst().getAttributes().size());
    assertEquals(2, span().getLinks().size());
    assertEquals(1, span().getLinks().getFirst().getAttributes().size());
    assertEquals(6, record().getAttributes().size());
    assertEquals("xxxxxxx", value(record().getAttributes()));
    assertEquals(VALUE, record().getBodyValue().asString());
  }

  @Test
  void mayBeNothing() throws IOException {
    send(
        """
        limits: {attribute_count: 0}
        tracing: {exporters: [fake], limits: {event_count: 0, link_count: 0}}
        logging: {exporters: [fake]}
        """);
    assertEquals(0, span().getAttributes().size());
    assertEquals(0, span().getEvents().size());
    assertEquals(0, span().getLinks().size());
    assertEquals(0, record().getAttributes().size());
  }
}
