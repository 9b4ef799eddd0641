package dev.obs.testkit;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/// A factory of spans without an SDK: server spans of 250 ms at [#START], ended, sampled, of the
/// service `conformance`, with ids that are the same for the same name:
///
/// ```java
/// SpanData span = Spans.named("GET /orders").setKind(SpanKind.CLIENT).build();
/// ```
public final class Spans {
  /// The start of the spans, in nanoseconds since 1970: 2026-01-02T03:04:05.123456789Z.
  public static final long START = 1_767_323_045_123_456_789L;

  private Spans() {}

  /// Returns a builder with all required fields.
  public static TestSpanData.Builder named(String name) {
    return TestSpanData.builder()
        .setName(name)
        .setKind(SpanKind.SERVER)
        .setSpanContext(context(name))
        .setStartEpochNanos(START)
        .setEndEpochNanos(START + 250_000_000)
        .setHasEnded(true)
        .setStatus(StatusData.unset())
        .setResource(TestContext.RESOURCE)
        .setInstrumentationScopeInfo(InstrumentationScopeInfo.create("dev.obs.testkit"));
  }

  /// Returns the given number of spans, named `span 0` and so on.
  public static List<SpanData> many(int count) {
    List<SpanData> spans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      spans.add(named("span " + i).build());
    }
    return spans;
  }

  /// Returns a sampled context with ids derived from a text.
  public static SpanContext context(String seed) {
    long hash = 0xcbf2_9ce4_8422_2325L;
    for (int i = 0; i < seed.length(); i++) {
      hash = (hash ^ seed.charAt(i)) * 0x100_0000_01b3L;
    }
    return SpanContext.create(
        "%016x%016x".formatted(Long.rotateLeft(hash, 17) | 1, hash),
        "%016x".formatted(hash | 1),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }
}
