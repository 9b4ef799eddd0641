package dev.obs.kernel;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.IncidentSettings;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.incident.Incidents;
import dev.obs.kernel.supervision.PeriodicCall;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import dev.obs.model.Incident;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// The schedule on which incidents are looked for, if anybody is to be told.
final class IncidentDesk {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Incidents incidents;
  private final PeriodicCall looks;
  private final boolean needed;
  private boolean started;

  /// @param receivers the lane of each sink, by its type
  /// @param health the last results of the checks
  IncidentDesk(
      Ground ground,
      Map<String, Lane<Incident>> receivers,
      Function<HealthKind, HealthReport> health,
      Lanes lanes) {
    Configuration configuration = ground.configuration();
    incidents =
        new Incidents(
            new Incidents.Options(
                configuration.get(IncidentSettings.HOLD),
                configuration.get(IncidentSettings.RATE_LIMIT),
                configuration.find(IncidentSettings.RUNBOOK_URL)),
            receivers,
            health,
            lanes,
            ground.clock(),
            ground.supervisor().faults());
    looks =
        new PeriodicCall(
            ground.supervisor(),
            "incidents",
            configuration.get(IncidentSettings.INTERVAL),
            LIMIT,
            incidents::look);
    needed = !receivers.isEmpty();
  }

  void start() {
    if (needed) {
      looks.start();
      started = true;
    }
  }

  /// Looks once more, so that the lanes can tell it until the deadline. Must come before checks and
  /// lanes are closed, or their end would look like an incident.
  void close() {
    if (started) {
      looks.close();
      incidents.look();
    }
  }
}
