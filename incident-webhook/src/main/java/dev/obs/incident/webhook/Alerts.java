package dev.obs.incident.webhook;

import dev.obs.codec.JsonWriter;
import dev.obs.spi.Incident;
import dev.obs.spi.Incident.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the alerts of [Alertmanager's API
/// v2](https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml).
///
/// Alertmanager knows an alert again by its labels, so these are the same for the same incident at
/// any time. An open one has no `endsAt`: Alertmanager takes it for resolved when it was not
/// reminded of it for its `resolve_timeout` (five minutes), as when this process died. A resolved
/// one has no `startsAt`, because Alertmanager keeps the earlier one.
final class Alerts {
  private final Identity identity;
  private final JsonWriter json = new JsonWriter();

  Alerts(Identity identity) {
    this.identity = identity;
  }

  byte[] encode(List<Incident> incidents) {
    json.reset();
    json.beginArray();
    incidents.forEach(this::alert);
    json.endArray();
    return json.toByteArray();
  }

  private void alert(Incident incident) {
    json.beginObject();
    json.name(incident.state() == State.OPEN ? "startsAt" : "endsAt")
        .value(incident.since().toString());
    json.name("labels").beginObject();
    member("alertname", name(incident.kind()));
    member("severity", incident.severity().name().toLowerCase(Locale.ROOT));
    member("service", identity.service());
    member("instance", identity.instance());
    member("component", incident.subject());
    member("incident", incident.key());
    optional("namespace", identity.attribute("service.namespace"));
    optional("environment", identity.attribute("deployment.environment.name"));
    json.endObject();
    json.name("annotations").beginObject();
    member("summary", identity.service() + ": " + incident.summary());
    member("description", description(incident));
    optional("runbook_url", Optional.of(incident.runbook()).filter(url -> !url.isEmpty()));
    json.endObject();
    json.endObject();
  }

  private static String description(Incident incident) {
    String details =
        incident.details().entrySet().stream()
            .map(detail -> detail.getKey() + ": " + detail.getValue())
            .collect(Collectors.joining(", "));
    return details.isEmpty() ? incident.summary() : incident.summary() + " (" + details + ")";
  }

  /// `service-not-ready` becomes `ServiceNotReady`, as alerts are named.
  private static String name(String kind) {
    return Stream.of(kind.split("-"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private void member(String name, String value) {
    json.name(name).value(value);
  }

  private void optional(String name, Optional<String> value) {
    value.ifPresent(text -> member(name, text));
  }
}
