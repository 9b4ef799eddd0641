package dev.obs.incident.webhook;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonWriter;
import dev.obs.model.Incident;
import dev.obs.model.Incident.State;
import dev.obs.model.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An encoder of [Events API v2](https://developer.pagerduty.com/docs/send-alert-event): `trigger`
/// and `resolve`, connected by their `dedup_key`.
///
/// PagerDuty does not forget incidents, and would open a new one for the reminder of an incident
/// that a person has resolved, so it gets no reminders.
final class PagerDutyEvents implements OneByOne.Encoder {
  private static final int KEY = 255;
  private static final int SUMMARY = 1024;

  /// The maximum length of a detail; an event may have 512 KB in total.
  private static final int DETAIL = 1024;

  private static final int DETAILS = 256 << 10;

  private final ServiceInstance reporter;
  private final Secret routingKey;
  private final JsonWriter json = new JsonWriter();

  PagerDutyEvents(ServiceInstance reporter, Secret routingKey) {
    this.reporter = reporter;
    this.routingKey = routingKey;
  }

  @Override
  public Optional<byte[]> encode(Incident incident) {
    boolean open = incident.state() == State.OPEN;
    if (open && !incident.news()) {
      return Optional.empty();
    }
    json.reset();
    json.beginObject();
    json.name("routing_key").value(routingKey.reveal());
    json.name("event_action").value(open ? "trigger" : "resolve");
    json.name("dedup_key").value(Limited.key(reporter.path() + "/" + incident.key(), KEY));
    if (open) {
      json.name("client").value(reporter.program());
      payload(incident);
      link(incident.runbook());
    }
    json.endObject();
    byte[] body = json.toByteArray();
    json.reset(); // so that a huge text holds no memory
    return Optional.of(body);
  }

  private void payload(Incident incident) {
    json.name("payload").beginObject();
    json.name("summary")
        .value(Limited.text(reporter.service() + ": " + incident.summary(), SUMMARY));
    json.name("source").value(reporter.instance());
    json.name("severity").value(incident.severity().name().toLowerCase(Locale.ROOT));
    json.name("timestamp").value(EpochNanos.text(incident.since()));
    json.name("component").value(Limited.text(incident.subject(), SUMMARY));
    json.name("group").value(reporter.service());
    json.name("class").value(incident.kind());
    json.name("custom_details").beginObject();
    for (Map.Entry<String, String> detail : incident.details().entrySet()) {
      if (json.size() > DETAILS) {
        break;
      }
      json.name(Limited.text(detail.getKey(), DETAIL))
          .value(Limited.text(detail.getValue(), DETAIL));
    }
    json.endObject().endObject();
  }

  private void link(String runbook) {
    if (!runbook.isEmpty()) {
      json.name("links").beginArray().beginObject();
      json.name("href").value(runbook);
      json.name("text").value("runbook");
      json.endObject().endArray();
    }
  }
}
