package dev.obs.kernel.runtime;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.IncidentSettings;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.incident.IncidentMonitor;
import dev.obs.kernel.supervision.PeriodicCall;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import dev.obs.model.Incident;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// The schedule on which incidents are looked for, if anybody is to be told.
public final class IncidentSchedule {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final IncidentMonitor incidents;
  private final PeriodicCall checks;
  private final boolean needed;
  private boolean started;

  /// @param receivers the lane of each sink, by its type
  /// @param health the last results of the checks
  public IncidentSchedule(
      KernelContext context,
      Map<String, Lane<Incident>> receivers,
      Function<HealthKind, HealthReport> health,
      Lanes lanes) {
    Configuration configuration = context.configuration();
    incidents =
        new IncidentMonitor(
            new IncidentMonitor.Options(
                configuration.get(IncidentSettings.HOLD),
                configuration.get(IncidentSettings.RATE_LIMIT),
                configuration.find(IncidentSettings.RUNBOOK_URL)),
            receivers,
            health,
            lanes,
            context.clock(),
            context.supervisor().faults());
    checks =
        new PeriodicCall(
            context.supervisor(),
            "incidents",
            configuration.get(IncidentSettings.INTERVAL),
            LIMIT,
            incidents::check);
    needed = !receivers.isEmpty();
  }

  public void start() {
    if (needed) {
      checks.start();
      started = true;
    }
  }

  /// Looks once more, so that the lanes can tell it until the deadline. Must come before checks and
  /// lanes are closed, or their end would look like an incident.
  public void close() {
    if (started) {
      checks.close();
      incidents.check();
    }
  }
}
