package dev.obs.incident.webhook;

import dev.obs.codec.JsonWriter;
import dev.obs.model.Incident;
import dev.obs.model.Incident.State;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
  /// Alertmanager keeps all of them in memory.
  private static final int LONGEST = 1024;

  private final Identity identity;
  private final JsonWriter json = new JsonWriter();

  Alerts(Identity identity) {
    this.identity = identity;
  }

  byte[] encode(List<Incident> incidents) {
    try {
      json.beginArray();
      incidents.forEach(this::alert);
      json.endArray();
      return json.toByteArray();
    } finally {
      json.reset(); // also after a text could not be read
    }
  }

  private void alert(Incident incident) {
    json.beginObject();
    json.name(incident.state() == State.OPEN ? "startsAt" : "endsAt")
        .value(incident.since().toString());
    json.name("labels").beginObject();
    member("alertname", name(incident.kind()));
    member("severity", incident.severity().name().toLowerCase(Locale.ROOT));
    member("job", identity.service());
    member("service", identity.service());
    member("instance", identity.instance());
    member("component", Limited.text(incident.subject(), LONGEST));
    member("incident", Limited.key(incident.key(), LONGEST));
    optional("namespace", identity.attribute("service.namespace"));
    optional("environment", identity.attribute("deployment.environment.name"));
    json.endObject();
    json.name("annotations").beginObject();
    member("summary", Limited.text(identity.service() + ": " + incident.summary(), LONGEST));
    member("description", description(incident));
    optional("runbook_url", Optional.of(incident.runbook()).filter(url -> !url.isEmpty()));
    details(incident);
    json.endObject();
    json.endObject();
  }

  private static String description(Incident incident) {
    String details =
        incident.details().entrySet().stream()
            .map(detail -> detail.getKey() + ": " + detail.getValue())
            .collect(Collectors.joining(", "));
    return Limited.text(
        details.isEmpty() ? incident.summary() : incident.summary() + " (" + details + ")",
        LONGEST);
  }

  /// Each in an annotation of its own, for templates. Alertmanager takes Prometheus's names only.
  private void details(Incident incident) {
    Set<String> taken = new HashSet<>();
    incident
        .details()
        .forEach((key, value) -> {
          String name = "detail_" + Limited.text(key, LONGEST).replaceAll("[^A-Za-z0-9_]", "_");
          if (taken.add(name)) {
            member(name, Limited.text(value, LONGEST));
          }
        });
  }

  /// `service-not-ready` becomes `ObsServiceNotReady`, as the rules for Prometheus name it.
  private static String name(String kind) {
    return Stream.of(("obs-" + kind).split("-"))
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
