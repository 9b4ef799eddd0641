package dev.obs.kernel.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Spans as texts that can be compared between two tracers: ids are numbered as they come, and a
/// time of a clock is `now`.
final class SpanText {
  private static final long CLOCK = 1_000_000_000_000_000_000L;

  private final Map<String, Integer> ids = new HashMap<>();

  String of(SpanData span) {
    StringBuilder text = new StringBuilder(of(span.getSpanContext()));
    text.append(" of ").append(of(span.getParentSpanContext()));
    text.append(' ').append(span.getName()).append(' ').append(span.getKind());
    text.append(' ').append(span.getStatus()).append(" ended ").append(span.hasEnded());
    text.append(' ').append(time(span.getStartEpochNanos()));
    text.append(' ').append(time(span.getEndEpochNanos()));
    text.append(' ').append(of(span.getAttributes()));
    text.append('/').append(span.getTotalAttributeCount());
    for (EventData event : span.getEvents()) {
      text.append(" event ").append(event.getName()).append(time(event.getEpochNanos()));
      text.append(of(event.getAttributes())).append('/').append(event.getTotalAttributeCount());
    }
    text.append('/').append(span.getTotalRecordedEvents());
    for (LinkData link : span.getLinks()) {
      text.append(" link ").append(of(link.getSpanContext())).append(of(link.getAttributes()));
    }
    text.append('/').append(span.getTotalRecordedLinks());
    return text.append(span.getInstrumentationScopeInfo()).append(span.getResource()).toString();
  }

  String of(SpanContext context) {
    return context.isValid()
        ? id(context.getTraceId())
            + ':'
            + id(context.getSpanId())
            + ':'
            + context.getTraceFlags().asHex()
            + context.getTraceState().asMap()
            + context.isRemote()
        : "none";
  }

  String of(Attributes attributes) {
    Map<String, String> sorted = new TreeMap<>();
    attributes.forEach((key, value) -> sorted.put(key.getKey(), key.getType() + "=" + value));
    return sorted.toString();
  }

  private String id(String hex) {
    return String.valueOf(ids.computeIfAbsent(hex, _ -> ids.size()));
  }

  private static String time(long nanos) {
    return nanos > CLOCK ? "now" : String.valueOf(nanos);
  }
}
