package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The keys of `telemetry.incidents`.
public final class IncidentSettings {
  public static final Setting<List<String>> EXPORTERS =
      Setting.list(Setting.scalar("telemetry.incidents.exporters", CoreScalars.name()))
          .orElse(List.of())
          .describe("exporters of incidents");

  public static final Setting<Duration> INTERVAL =
      Setting.duration(
              "telemetry.incidents.interval", Duration.ofMillis(10), Duration.ofMinutes(10))
          .orElse(Duration.ofSeconds(5))
          .describe("time between two searches for incidents");

  public static final Setting<Duration> HOLD =
      Setting.duration("telemetry.incidents.hold", Duration.ZERO, Duration.ofHours(1))
          .orElse(Duration.ofSeconds(10))
          .describe("time that a fault, or its end, must last before it is reported");

  public static final Setting<Integer> RATE_LIMIT =
      Setting.integer("telemetry.incidents.rate_limit", 1, 1_000)
          .orElse(30)
          .describe("limit of notifications to one exporter in a minute");

  public static final Setting<URI> RUNBOOK_URL =
      Setting.scalar("telemetry.incidents.runbook_url", CoreScalars.publicUrl())
          .describe("folder of the runbook pages, which incidents link to");

  public static final Setting<Duration> EXPORT_TIMEOUT =
      Setting.timeout("telemetry.incidents.export_timeout", Duration.ofMinutes(10))
          .orElse(Duration.ofSeconds(30))
          .describe("limit for sending one notification; 0 means no limit");

  private IncidentSettings() {}
}
