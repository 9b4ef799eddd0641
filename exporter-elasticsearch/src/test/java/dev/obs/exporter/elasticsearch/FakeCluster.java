package dev.obs.exporter.elasticsearch;

import dev.obs.testkit.Field;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.HttpBackendBuilder;
import dev.obs.testkit.Json;
import dev.obs.testkit.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// A server of `_bulk` requests.
final class FakeCluster {
  private FakeCluster() {}

  /// @param reader reads a document
  static HttpBackendBuilder reading(Function<Map<String, Object>, Received> reader) {
    return HttpBackend.decoding(
            request -> {
              List<Received> documents = new ArrayList<>();
              String[] lines = request.text().split("\n");
              for (int i = 1; i < lines.length; i += 2) {
                documents.add(reader.apply(Json.map(Json.parse(lines[i]))));
              }
              return documents;
            })
        .setting("hosts", "")
        .accepting((_, records) -> reply(records, Set.of()))
        .refusing((_, records, refused) -> reply(records, refused));
  }

  static Received ecs(Map<String, Object> document) {
    return Received.of(text(document, "event.action"), Json.map(document.get("labels")))
        .with(Field.TRACE_ID, document.get("trace.id"))
        .with(Field.SPAN_ID, document.get("span.id"))
        .with(Field.TIMESTAMP, nanos(document.get("@timestamp")))
        .with(Field.OBSERVED, nanos(document.get("event.created")))
        .with(Field.SEVERITY, document.get("event.severity"))
        .with(Field.SEVERITY_TEXT, document.get("log.level"))
        .with(Field.BODY, document.get("message"))
        .with(Field.SERVICE, document.get("service.name"))
        .with(Field.SCOPE, document.get("log.logger"));
  }

  static Received otel(Map<String, Object> document) {
    Map<String, Object> body = Json.map(document.get("body"));
    Object structured = body.get("structured");
    return Received.of(text(document, "event_name"), Json.map(document.get("attributes")))
        .with(Field.TRACE_ID, document.get("trace_id"))
        .with(Field.SPAN_ID, document.get("span_id"))
        .with(Field.TIMESTAMP, nanos(document.get("@timestamp")))
        .with(Field.OBSERVED, nanos(document.get("observed_timestamp")))
        .with(Field.SEVERITY, document.get("severity_number"))
        .with(Field.SEVERITY_TEXT, document.get("severity_text"))
        .with(Field.BODY, structured == null ? body.get("text") : unwrapped(Json.map(structured)))
        .with(
            Field.SERVICE,
            Json.map(Json.map(document.get("resource")).get("attributes")).get("service.name"))
        .with(Field.SCOPE, Json.map(document.get("scope")).get("name"));
  }

  /// Returns a list without its enclosing object.
  private static Object unwrapped(Map<String, Object> structured) {
    return structured.keySet().equals(Set.of("value")) ? structured.get("value") : structured;
  }

  private static Long nanos(Object time) {
    if (time == null) {
      return null;
    }
    Instant instant = Instant.parse((String) time);
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }

  private static String text(Map<String, Object> document, String name) {
    return (String) document.getOrDefault(name, "");
  }

  private static HttpBackend.Reply reply(int records, Set<Integer> refused) {
    StringBuilder items = new StringBuilder("{\"items\":[");
    for (int i = 0; i < records; i++) {
      items.append(i == 0 ? "" : ",");
      items.append(
          refused.contains(i)
              ? "{\"create\":{\"status\":400,\"error\":{\"type\":\"document_parsing_exception\"}}}"
              : "{\"create\":{\"status\":201}}");
    }
    return HttpBackend.Reply.of(200, "application/json", items.append("]}").toString());
  }
}
