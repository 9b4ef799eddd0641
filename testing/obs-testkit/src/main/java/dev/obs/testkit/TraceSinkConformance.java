package dev.obs.testkit;

import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.TraceSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of every [TraceSink], as JUnit tests. Extend it in a test class:
///
/// ```java
/// class AcmeConformanceTest extends TraceSinkConformance {
///
///   @Override
///   protected TraceSink sink() {
///     return new AcmeTraceSink();
///   }
///
///   @Override
///   protected Backend backend() throws IOException {
///     return HttpBackend.decoding(request -> AcmeJson.read(request.text()))
///         .setting("endpoint", "/api/spans")
///         .start();
///   }
/// }
/// ```
///
/// Tests of faults that the backend does not support are skipped with a message.
public abstract class TraceSinkConformance extends ConcurrencyContract<SpanData> {
  private final SpanSignal signal = new SpanSignal();

  /// Creates the test class.
  protected TraceSinkConformance() {}

  /// Creates a sink, with the constructor that [java.util.ServiceLoader] uses.
  protected abstract TraceSink sink();

  @Override
  final Extension extension() {
    return sink();
  }

  @Override
  final Signal<SpanData> signal() {
    return signal;
  }

  @Override
  final Exporter<SpanData> open(ExtensionContext context) throws Exception {
    return sink().open(context);
  }

  @Test
  void deliversSpansOfEveryKind() {
    deliver(
        opened(),
        Stream.of(SpanKind.values())
            .<SpanData>map(kind -> span("kind-" + kind).setKind(kind).build())
            .toList());
  }

  @Test
  void deliversParentsAndRoots() {
    SpanContext root = Spans.context("the root");
    deliver(
        opened(),
        List.of(
            span("root").setSpanContext(root).build(),
            span("child").setParentSpanContext(root).build(),
            span("orphan").setParentSpanContext(SpanContext.getInvalid()).build()));
  }

  @Test
  void deliversStatusAndItsDescription() {
    deliver(
        opened(),
        List.of(
            span("unset").build(),
            span("ok").setStatus(StatusData.ok()).build(),
            span("error").setStatus(StatusData.error()).build(),
            span("described")
                .setStatus(StatusData.create(StatusCode.ERROR, "card \"4711\" größer"))
                .build()));
  }

  @Test
  void deliversEventsWithTheirAttributes() {
    deliver(
        opened(),
        List.of(
            span("events")
                .setEvents(
                    List.of(
                        EventData.create(Spans.START + 1_000, "retry", Attributes.empty()),
                        EventData.create(
                            Spans.START + 2_000,
                            "exception",
                            Attributes.builder()
                                .put("exception.type", "java.io.IOException")
                                .put("exception.message", "disk \"full\"\n")
                                .put("attempt", 2)
                                .build())))
                .setTotalRecordedEvents(2)
                .build()));
  }

  @Test
  void deliversLinks() {
    deliver(
        opened(),
        List.of(
            span("links")
                .setLinks(
                    List.of(
                        LinkData.create(Spans.context("one")),
                        LinkData.create(
                            Spans.context("two"),
                            Attributes.of(AttributeKey.stringKey("why"), "batch"))))
                .setTotalRecordedLinks(2)
                .build()));
  }

  @Test
  void deliversTimesOfSpansShortAndLong() {
    deliver(
        opened(),
        List.of(
            span("no-time").setEndEpochNanos(Spans.START).build(),
            span("a-microsecond").setEndEpochNanos(Spans.START + 1_000).build(),
            span("a-day").setEndEpochNanos(Spans.START + 86_400_000_000_000L).build()));
  }

  @Test
  void deliversNamesAsTheyAre() {
    deliver(
        opened(),
        List.of(
            span("name-1").setName("GET /orders/{id} \"quoted\"").build(),
            span("name-2").setName("Bestellung größer 🚀").build(),
            span("name-3").setName("x".repeat(5_000)).build()));
  }

  private static TestSpanData.Builder span(String id) {
    return SpanSignal.builder(id, Attributes.empty());
  }
}
