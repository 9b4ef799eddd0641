import dev.obs.incident.webhook.AlertmanagerSink;
import dev.obs.incident.webhook.PagerDutySink;
import dev.obs.incident.webhook.WebhookSink;
import dev.obs.spi.IncidentSink;
import org.jspecify.annotations.NullMarked;

/// Incidents to PagerDuty, Alertmanager, or any server that accepts JSON, configured in the
/// sections `telemetry.pagerduty`, `telemetry.alertmanager` and `telemetry.webhook`.
///
/// ```yaml
/// telemetry:
///   incidents: {exporters: [pagerduty]}
///   pagerduty: {routing_key: "${file:/run/secrets/pagerduty}"}
/// ```
@NullMarked
module dev.obs.incident.webhook {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;
  requires dev.obs.http.sender;

  provides IncidentSink with
      PagerDutySink,
      AlertmanagerSink,
      WebhookSink;
}
