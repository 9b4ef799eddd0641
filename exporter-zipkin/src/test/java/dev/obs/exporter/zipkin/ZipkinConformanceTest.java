package dev.obs.exporter.zipkin;

import dev.obs.spi.TraceSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.Fidelity;
import dev.obs.testkit.Field;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.Json;
import dev.obs.testkit.Received;
import dev.obs.testkit.TraceSinkConformance;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ZipkinConformanceTest extends TraceSinkConformance {

  @Override
  protected TraceSink sink() {
    return new ZipkinTraceSink();
  }

  /// Zipkin counts in microseconds and has no links.
  @Override
  protected Backend backend() throws IOException {
    return HttpBackend.decoding(request ->
            Json.list(Json.parse(request.text())).stream()
                .map(Json::map)
                .map(ZipkinConformanceTest::span)
                .toList())
        .setting("endpoint", "/api/v2/spans")
        .fidelity(Fidelity.complete().without(Field.LINKS).resolution(Duration.ofNanos(1_000)))
        .accepting((_, _) -> HttpBackend.Reply.of(202))
        .start();
  }

  private static Received span(Map<String, Object> span) {
    Map<String, Object> tags = Json.map(span.get("tags"));
    long start = (Long) span.getOrDefault("timestamp", 0L); // absent before 1970
    List<String> events = new ArrayList<>();
    List<Map<String, Object>> attributes = new ArrayList<>();
    for (Object annotation : Json.list(span.get("annotations"))) {
      String text = (String) Json.map(annotation).get("value");
      Map<String, Object> event = event(text);
      events.addAll(event.keySet());
      attributes.add(Json.map(event.values().iterator().next()));
    }
    return Received.of((String) span.get("name"), tags)
        .with(Field.TRACE_ID, span.get("traceId"))
        .with(Field.SPAN_ID, span.get("id"))
        .with(Field.PARENT_ID, span.get("parentId"))
        .with(Field.KIND, span.getOrDefault("kind", "INTERNAL"))
        .with(Field.START, start * 1_000)
        .with(Field.END, (start + (Long) span.get("duration")) * 1_000)
        .with(Field.STATUS, tags.get("otel.status_code"))
        .with(Field.STATUS_DESCRIPTION, tags.get("error"))
        .with(Field.EVENTS, events)
        .with(Field.EVENT_ATTRIBUTES, attributes)
        .with(Field.SERVICE, Json.map(span.get("localEndpoint")).get("serviceName"))
        .with(Field.SCOPE, tags.get("otel.scope.name"));
  }

  /// Parses `"name":{"key":"value"}`, or the name alone.
  private static Map<String, Object> event(String text) {
    try {
      return Json.map(Json.parse("{" + text + "}"));
    } catch (IllegalArgumentException plain) {
      return Map.of(text, Map.of());
    }
  }
}
