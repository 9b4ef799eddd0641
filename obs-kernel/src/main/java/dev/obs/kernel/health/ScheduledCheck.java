package dev.obs.kernel.health;

import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.supervision.PeriodicCall;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.model.HealthStatus;
import dev.obs.model.SafeText;
import dev.obs.spi.Check;
import java.time.Duration;
import java.util.Objects;

/// One check on its schedule.
final class ScheduledCheck implements AutoCloseable {
  private final String name;
  private final Check check;
  private final FaultLog faults;
  private final PeriodicCall calls;
  private final Duration limit;
  private volatile HealthStatus last = HealthMonitor.PENDING;

  ScheduledCheck(
      String name, Check check, Duration interval, Duration limit, Supervisor supervisor) {
    this.name = name;
    this.check = check;
    this.faults = supervisor.faults();
    this.limit = limit;
    this.calls = new PeriodicCall(supervisor, "check-" + name, interval, limit, this::look);
  }

  void start() {
    calls.start();
  }

  /// The last result; down while a call hangs.
  HealthStatus status() {
    if (calls.overdue()) {
      faults.warn(name + "hangs", "health check '" + name + "' " + late());
      return HealthStatus.unhealthy().with("timeout_ms", limit.toMillis());
    }
    return last;
  }

  private void look() {
    try {
      last = Objects.requireNonNull(check.check(), "the check answered null");
    } catch (InterruptedException overdue) {
      last = HealthStatus.unhealthy().with("timeout_ms", limit.toMillis());
      faults.warn(name + "hangs", "health check '" + name + "' " + late());
    } catch (Throwable failure) { // an Error in a check must not end its schedule
      last = HealthStatus.unhealthy().with("error", failure.getClass().getSimpleName());
      faults.warn(
          name + failure.getClass().getName(),
          "health check '" + name + "' threw " + SafeText.of(failure));
    }
  }

  private String late() {
    return "gave no answer within " + limit.toMillis() + " ms";
  }

  @Override
  public void close() {
    calls.close();
  }
}
