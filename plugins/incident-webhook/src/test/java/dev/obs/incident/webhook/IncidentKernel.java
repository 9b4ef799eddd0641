package dev.obs.incident.webhook;

import dev.obs.api.Obs;
import dev.obs.api.ObsBuilder;
import dev.obs.model.HealthStatus;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// A process whose incidents are reported soon.
final class IncidentKernel {
  private IncidentKernel() {}

  /// @param exporter the exporter that receives the incidents
  /// @param settings the exporter's settings, by their names in its section
  static Obs start(String exporter, Map<String, String> settings) {
    ObsBuilder builder =
        Obs.builder()
            .global(false)
            .set("telemetry.service_name", "cart")
            .set("telemetry.resource.attributes.service.instance.id", "cart-1")
            .set("telemetry.tracing.exporters", "none")
            .set("telemetry.metrics.exporters", "none")
            .set("telemetry.incidents.exporters", exporter)
            .set("telemetry.incidents.interval", "20ms")
            .set("telemetry.incidents.hold", "50ms")
            .set("telemetry.incidents.rate_limit", "1000")
            .set("telemetry.incidents.runbook_url", "https://docs.example/runbooks")
            .set("health.checks.interval", "20ms");
    settings.forEach((name, value) -> builder.set("telemetry." + exporter + "." + name, value));
    return builder.start();
  }

  /// The state of a check, set by a test.
  static final class Switch {
    private final AtomicBoolean up = new AtomicBoolean(true);

    void down() {
      up.set(false);
    }

    void up() {
      up.set(true);
    }

    HealthStatus status() {
      return HealthStatus.of(up.get());
    }
  }
}
