package dev.obs.incident.webhook;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonWriter;
import dev.obs.model.Incident;
import java.util.Locale;
import java.util.Optional;

/// An encoder of the body that `docs/incidents.md` describes. It sends no reminders: a receiver of
/// this kind shows each message to a person.
final class WebhookMessages implements OneByOne.Encoder {
  private final ServiceInstance reporter;
  private final JsonWriter json = new JsonWriter();

  WebhookMessages(ServiceInstance reporter) {
    this.reporter = reporter;
  }

  @Override
  public Optional<byte[]> encode(Incident incident) {
    if (!incident.news()) {
      return Optional.empty();
    }
    json.reset();
    json.beginObject();
    json.name("version").value("1");
    json.name("status").value(incident.state().name().toLowerCase(Locale.ROOT));
    json.name("key").value(incident.key());
    json.name("kind").value(incident.kind());
    json.name("service").value(reporter.service());
    json.name("instance").value(reporter.instance());
    json.name("severity").value(incident.severity().name().toLowerCase(Locale.ROOT));
    json.name("subject").value(incident.subject());
    json.name("summary").value(incident.summary());
    json.name("since").value(EpochNanos.text(incident.since()));
    json.name("details").beginObject();
    incident.details().forEach((name, value) -> json.name(name).value(value));
    json.endObject();
    if (!incident.runbook().isEmpty()) {
      json.name("runbook_url").value(incident.runbook());
    }
    json.name("resource").beginObject();
    reporter
        .resource()
        .getAttributes()
        .forEach((key, value) -> json.name(key.getKey()).value(String.valueOf(value)));
    json.endObject().endObject();
    byte[] body = json.toByteArray();
    json.reset(); // so that a huge text holds no memory
    return Optional.of(body);
  }
}
