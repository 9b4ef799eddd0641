package dev.obs.incident.webhook;

import dev.obs.testkit.Field;
import dev.obs.testkit.Json;
import dev.obs.testkit.Received;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A decoder of the sinks' requests.
final class Decoded {
  private Decoded() {}

  static Received message(Map<String, Object> message) {
    return received(
        text(message, "kind"),
        Json.map(message.get("details")),
        text(message, "status"),
        text(message, "severity"),
        text(message, "summary"),
        text(message, "since"));
  }

  static Received event(Map<String, Object> event) {
    if (event.get("event_action").equals("resolve")) {
      return Received.of("", Map.of());
    }
    Map<String, Object> payload = Json.map(event.get("payload"));
    String summary = text(payload, "summary");
    return received(
        text(payload, "class"),
        Json.map(payload.get("custom_details")),
        "open",
        text(payload, "severity"),
        summary.substring(summary.indexOf(": ") + 2),
        text(payload, "timestamp"));
  }

  static List<Received> alerts(String body) {
    return Json.list(Json.parse(body)).stream().map(Json::map).map(Decoded::alert).toList();
  }

  private static Received alert(Map<String, Object> alert) {
    Map<String, Object> labels = Json.map(alert.get("labels"));
    Map<String, Object> annotations = Json.map(alert.get("annotations"));
    String summary = text(annotations, "summary");
    boolean open = alert.containsKey("startsAt");
    return received(
        text(labels, "alertname"),
        new TreeMap<>(annotations),
        open ? "open" : "resolved",
        text(labels, "severity"),
        summary.substring(summary.indexOf(": ") + 2),
        text(alert, open ? "startsAt" : "endsAt"));
  }

  private static Received received(
      String kind,
      Map<String, Object> details,
      String state,
      String severity,
      String summary,
      String since) {
    return Received.of(kind, details)
        .with(Field.STATUS, state.toUpperCase(Locale.ROOT))
        .with(Field.SEVERITY_TEXT, severity.toUpperCase(Locale.ROOT))
        .with(Field.BODY, summary)
        .with(Field.TIMESTAMP, ChronoUnit.NANOS.between(Instant.EPOCH, Instant.parse(since)));
  }

  static String text(Map<String, Object> object, String name) {
    return String.valueOf(object.get(name));
  }
}
