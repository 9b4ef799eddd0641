package dev.obs.kernel.runtime;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.IncidentSettings;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.incident.IncidentMonitor;
import dev.obs.kernel.supervision.Lifecycle;
import dev.obs.kernel.supervision.PeriodicCall;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import java.time.Duration;
import java.util.function.Function;

/// The schedule of the incident monitor. It runs only if there is an incident sink.
public final class IncidentSchedule {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final IncidentMonitor monitor;
  private final PeriodicCall calls;
  private final boolean needed;
  private boolean started;

  private IncidentSchedule(IncidentMonitor monitor, PeriodicCall calls, boolean needed) {
    this.monitor = monitor;
    this.calls = calls;
    this.needed = needed;
  }

  /// A schedule that is not started.
  ///
  /// @param health gives the last results of the checks
  /// @param lifecycle gets its close. That must precede the closes of checks and lanes, because
  ///   their end would look like an incident
  public static IncidentSchedule open(
      KernelContext context,
      Sinks sinks,
      Function<HealthKind, HealthReport> health,
      Lifecycle lifecycle) {
    Configuration configuration = context.configuration();
    IncidentMonitor.Options options =
        new IncidentMonitor.Options(
            configuration.get(IncidentSettings.HOLD),
            configuration.get(IncidentSettings.RATE_LIMIT),
            configuration.find(IncidentSettings.RUNBOOK_URL),
            context.clock());
    IncidentMonitor monitor =
        new IncidentMonitor(
            options,
            sinks.lanes(Signal.INCIDENTS),
            health,
            sinks.lanes(),
            context.supervisor().faults());
    PeriodicCall calls =
        new PeriodicCall(
            context.supervisor(),
            "incidents",
            configuration.get(IncidentSettings.INTERVAL),
            LIMIT,
            monitor::check);
    IncidentSchedule schedule =
        new IncidentSchedule(monitor, calls, !sinks.lanes(Signal.INCIDENTS).isEmpty());
    lifecycle.own("incidents", deadline -> schedule.close());
    return schedule;
  }

  /// Starts the schedule, with a first check at once.
  public void start() {
    if (needed) {
      calls.start();
      started = true;
    }
  }

  /// Checks once more, so that the lanes can deliver the last incidents until the deadline.
  private void close() {
    if (started) {
      calls.close();
      monitor.check();
    }
  }
}
