package dev.obs.kernel.trace;

import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.ArrayList;
import java.util.List;

/// The events and links of a span, which most spans lack. Guarded by the span.
final class SpanAdditions {
  private final List<EventData> events = new ArrayList<>(1);
  private final List<LinkData> links = new ArrayList<>(1);
  private int totalEvents;
  private int totalLinks;

  void add(EventData event, int limit) {
    if (events.size() < limit) {
      events.add(event);
    }
    totalEvents++;
  }

  void add(LinkData link, int limit) {
    if (links.size() < limit) {
      links.add(link);
    }
    totalLinks++;
  }

  List<EventData> events() {
    return events;
  }

  List<LinkData> links() {
    return links;
  }

  int totalEvents() {
    return totalEvents;
  }

  int totalLinks() {
    return totalLinks;
  }

  SpanAdditions copy() {
    SpanAdditions copy = new SpanAdditions();
    copy.events.addAll(events);
    copy.links.addAll(links);
    copy.totalEvents = totalEvents;
    copy.totalLinks = totalLinks;
    return copy;
  }
}
