package dev.obs.incident.webhook;

import dev.obs.codec.EpochNanos;
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

/// An encoder of the alerts of [Alertmanager's API
/// v2](https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml).
///
/// Alertmanager identifies an alert by its labels, so these are the same for the same incident at
/// any time. An open alert has no `endsAt`: Alertmanager resolves it when it gets no reminder for
/// its `resolve_timeout` (five minutes), for example after the death of this process. A resolved
/// alert has no `startsAt`, because Alertmanager keeps the earlier one.
final class Alerts {
  /// The maximum length of a text, because Alertmanager keeps all of them in memory.
  private static final int LONGEST = 1024;

  private final ServiceInstance reporter;
  private final JsonWriter json = new JsonWriter();

  Alerts(ServiceInstance reporter) {
    this.reporter = reporter;
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
        .value(EpochNanos.text(incident.since()));
    json.name("labels").beginObject();
    member("alertname", name(incident.kind()));
    member("severity", incident.severity().name().toLowerCase(Locale.ROOT));
    member("job", reporter.service());
    member("service", reporter.service());
    member("instance", reporter.instance());
    member("component", Limited.text(incident.subject(), LONGEST));
    member("incident", Limited.key(incident.key(), LONGEST));
    optional("namespace", reporter.attribute("service.namespace"));
    optional("environment", reporter.attribute("deployment.environment.name"));
    json.endObject();
    json.name("annotations").beginObject();
    member("summary", Limited.text(reporter.service() + ": " + incident.summary(), LONGEST));
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

  /// Writes each detail as a separate annotation, for templates. Alertmanager accepts only names
  /// that Prometheus allows.
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

  /// Converts `service-not-ready` into `ObsServiceNotReady`, the name in the rules for Prometheus.
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
