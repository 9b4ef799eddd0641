package dev.obs.testkit;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Spans.
final class SpanSignal implements Signal<SpanData> {

  @Override
  public String noun() {
    return "span";
  }

  @Override
  public SpanData record(String id, Attributes attributes) {
    return builder(id, attributes).build();
  }

  static TestSpanData.Builder builder(String id, Attributes attributes) {
    return Spans.named("conformance " + id)
        .setAttributes(attributes.toBuilder().put(ID, id).build())
        .setTotalAttributeCount(attributes.size() + 1);
  }

  @Override
  public List<Received> received(SpanData span) {
    return List.of(Received.of(span));
  }

  @Override
  public Map<String, SpanData> poisoned(SpanData record) {
    return Poison.of(SpanData.class, record);
  }

  @Override
  public Map<String, SpanData> odd() {
    Map<String, SpanData> odd = new LinkedHashMap<>();
    odd.put("with odd attributes", record("odd", AttributeSamples.ODD));
    odd.put("without a name", plain().setName("").build());
    odd.put("with a name of 1 MiB", plain().setName("n".repeat(1 << 20)).build());
    odd.put("with half a surrogate pair as its name", plain().setName("\uD83D").build());
    odd.put("that started before 1970", plain().setStartEpochNanos(-1_000_000_000L).build());
    odd.put("that ended before it started", plain().setEndEpochNanos(Spans.START - 5).build());
    odd.put(
        "with the ends of time as its times",
        plain().setStartEpochNanos(Long.MIN_VALUE).setEndEpochNanos(Long.MAX_VALUE).build());
    odd.put("without ids", plain().setSpanContext(SpanContext.getInvalid()).build());
    odd.put("without a resource", plain().setResource(Resource.empty()).build());
    odd.put(
        "with odd events and links",
        plain()
            .setEvents(
                List.of(
                    EventData.create(0, "", AttributeSamples.ODD),
                    EventData.create(Long.MIN_VALUE, "\u0000", Attributes.empty())))
            .setLinks(List.of(LinkData.create(SpanContext.getInvalid(), AttributeSamples.ODD)))
            .setTotalRecordedEvents(5)
            .setTotalRecordedLinks(5)
            .build());
    odd.put(
        "with an error of 1 MiB",
        plain().setStatus(StatusData.create(StatusCode.ERROR, "e".repeat(1 << 20))).build());
    return odd;
  }

  private static TestSpanData.Builder plain() {
    return builder("odd", Attributes.empty());
  }
}
