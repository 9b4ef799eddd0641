package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordSizeTest {
  private static LogRecordData log(String body, Attributes attributes) {
    return TestLogRecordData.builder().setBody(body).setAttributes(attributes).build();
  }

  @Test
  void aTextCountsWithItsBytes() {
    long empty = RecordSize.of(log("", Attributes.empty()));
    assertEquals(100_000, RecordSize.of(log("x".repeat(100_000), Attributes.empty())) - empty);
    assertEquals(200_000, RecordSize.of(log("語".repeat(100_000), Attributes.empty())) - empty);
    String late = "x".repeat(99_999) + "語";
    assertEquals(200_000, RecordSize.of(log(late, Attributes.empty())) - empty);
    assertEquals(200, RecordSize.of(log("語".repeat(100), Attributes.empty())) - empty);
    assertEquals(100, RecordSize.of(log("x".repeat(100), Attributes.empty())) - empty);
  }

  @Test
  void attributesOfEachTypeCount() {
    long empty = RecordSize.of(log("", Attributes.empty()));
    List<Attributes> all =
        List.of(
            Attributes.of(AttributeKey.stringKey("k"), "x".repeat(10_000)),
            Attributes.of(
                AttributeKey.stringArrayKey("k"), Collections.nCopies(100, "x".repeat(100))),
            Attributes.of(AttributeKey.longArrayKey("k"), Collections.nCopies(1_000, 1L)),
            Attributes.of(AttributeKey.valueKey("k"), Value.of(new byte[10_000])),
            Attributes.of(
                AttributeKey.valueKey("k"),
                Value.of(Value.of("x".repeat(5_000)), Value.of("y".repeat(5_000)))));
    for (Attributes attributes : all) {
      assertTrue(RecordSize.of(log("", attributes)) >= empty + 10_000, attributes.toString());
    }
  }

  @Test
  void eachAttributeCountsAsMuchAsTheOneBefore() {
    Attributes one = Attributes.of(AttributeKey.stringKey("a"), "xx");
    Attributes two = one.toBuilder().put("b", "xx").build();
    long first = attributes(one);
    assertEquals(16 + 56 + 2, first, "an entry and a text of two bytes");
    assertEquals(2 * first, attributes(two));
    assertEquals(16 + 24, attributes(Attributes.of(AttributeKey.longKey("n"), 1L)));
    Value<?> entry = Value.of(KeyValue.of("key", Value.of(true)));
    assertEquals(
        16 + 24 + (24 + 16) + (24 + 56 + 3) + (24 + 24),
        attributes(Attributes.of(AttributeKey.valueKey("v"), entry)),
        "a value, its list, an entry with its key, and a value with its number");
  }

  private static long attributes(Attributes attributes) {
    return RecordSize.of(log("", attributes)) - RecordSize.of(log("", Attributes.empty()));
  }

  @Test
  void eachPartOfASpanCounts() {
    Attributes attributes = Attributes.of(AttributeKey.stringKey("a"), "xx");
    long size = attributes(attributes);
    long empty = RecordSize.of(span("", List.of(), List.of(), StatusData.unset()));
    assertEquals(480 + 2 * 56, empty, "a name and a description without a text");
    assertEquals(empty + 4, RecordSize.of(span("name", List.of(), List.of(), StatusData.unset())));
    EventData event = EventData.create(1, "ev", attributes);
    assertEquals(
        empty + 2 * (72 + 56 + 2 + size),
        RecordSize.of(span("", List.of(event, event), List.of(), StatusData.unset())));
    LinkData link = LinkData.create(SpanContext.getInvalid(), attributes);
    assertEquals(
        empty + 2 * (160 + size),
        RecordSize.of(span("", List.of(), List.of(link, link), StatusData.unset())));
    StatusData failed = StatusData.create(StatusCode.ERROR, "why");
    assertEquals(empty + 3, RecordSize.of(span("", List.of(), List.of(), failed)));
  }

  private static SpanData span(
      String name, List<EventData> events, List<LinkData> links, StatusData status) {
    return TestSpanData.builder()
        .setName(name)
        .setKind(SpanKind.INTERNAL)
        .setStartEpochNanos(1)
        .setEndEpochNanos(2)
        .setHasEnded(true)
        .setStatus(status)
        .setEvents(events)
        .setLinks(links)
        .build();
  }

  @Test
  void aDeepValueEnds() {
    Value<?> deep = Value.of("x");
    for (int i = 0; i < 100_000; i++) {
      deep = Value.of(deep);
    }
    assertTrue(RecordSize.of(log("", Attributes.of(AttributeKey.valueKey("k"), deep))) < 10_000);
  }

  /// Rather too much than too little, but not by far: a bound that refuses what there is room for
  /// loses records.
  @Test
  void theEstimateIsNearWhatTheHeapHolds() {
    List<LogRecordData> held = new ArrayList<>(20_000);
    long before = used();
    long estimated = 0;
    for (int i = 0; i < 20_000; i++) {
      LogRecordData log =
          log(
              "order " + i + " was placed by a customer " + "x".repeat(100),
              Attributes.builder().put("customer", "c" + i).put("amount", i).build());
      held.add(log);
      estimated += RecordSize.of(log);
    }
    long actual = used() - before;
    assertTrue(estimated > actual * 0.8, estimated + " of " + actual);
    assertTrue(estimated < actual * 3, estimated + " of " + actual);
    assertEquals(20_000, held.size());
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
