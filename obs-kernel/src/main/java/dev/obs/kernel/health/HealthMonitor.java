package dev.obs.kernel.health;

import dev.obs.api.Health;
import dev.obs.kernel.supervision.Arguments;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Calls the health checks on a schedule, each on a thread of its own, and keeps their last
/// results.
public final class HealthMonitor implements Health, AutoCloseable {
  /// The liveness check of the kernel itself. It is not on a schedule, whose thread may be the one
  /// that has ended.
  private static final String THREADS = "obs_threads";

  private final Supervisor supervisor;
  private final Duration interval;
  private final Duration limit;
  private final Map<String, ScheduledCheck> checks = new ConcurrentHashMap<>();
  private boolean closed; // guarded by this

  /// @param interval between two calls of a check
  /// @param limit how long a check may take unless it says otherwise
  public HealthMonitor(Supervisor supervisor, Duration interval, Duration limit) {
    this.supervisor = supervisor;
    this.interval = interval;
    this.limit = limit;
  }

  @Override
  public Registration register(String name, HealthKind kind, Check check) {
    return register(name, kind, check, limit);
  }

  /// Adds a check with a time-out of its own.
  public Registration register(String name, HealthKind kind, Check check, Duration timeout) {
    String safe = Arguments.name(name);
    ScheduledCheck scheduled =
        new ScheduledCheck(
            safe, kind == null ? HealthKind.READINESS : kind, check, interval, timeout, supervisor);
    synchronized (this) {
      if (closed) {
        return () -> {};
      }
      ScheduledCheck replaced = checks.put(safe, scheduled);
      if (replaced != null) {
        replaced.close();
      }
      scheduled.start();
    }
    return () -> {
      if (checks.remove(safe, scheduled)) {
        scheduled.close();
      }
    };
  }

  /// The last results of the checks of a kind. Never waits.
  public HealthReport report(HealthKind kind) {
    SortedMap<String, HealthStatus> results = new TreeMap<>();
    if (kind == HealthKind.LIVENESS) {
      results.put(THREADS, supervisor.health());
    }
    checks.forEach((name, check) -> {
      if (check.kind() == kind) {
        results.put(name, check.status());
      }
    });
    return new HealthReport(
        results.values().stream().allMatch(HealthStatus::up),
        Collections.unmodifiableSortedMap(results));
  }

  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(checks.values()).forEach(ScheduledCheck::close);
  }
}
