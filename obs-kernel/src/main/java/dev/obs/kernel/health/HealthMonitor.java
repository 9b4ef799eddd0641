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
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Calls the health checks on a schedule, each on a thread of its own, and keeps their last
/// results. The kernel's own checks are not on a schedule, whose thread may be one that has ended.
public final class HealthMonitor implements Health, AutoCloseable {
  /// The status of a check until its first result.
  static final HealthStatus PENDING = HealthStatus.unhealthy().with("pending", true);

  private final Supervisor supervisor;
  private final Duration interval;
  private final Duration limit;
  private final Map<Key, ScheduledCheck> checks = new ConcurrentHashMap<>();
  private volatile boolean started;
  private volatile boolean draining;
  private boolean closed; // guarded by this

  /// The identity of a check; names are unique within a kind.
  private record Key(HealthKind kind, String name) {
    @Override
    public String toString() {
      return kind.name().toLowerCase(Locale.ROOT) + " check '" + name + "'";
    }
  }

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
    Key key = new Key(kind == null ? HealthKind.READINESS : kind, Arguments.name(name));
    if (KernelChecks.isTaken(key.kind, key.name)) {
      supervisor
          .faults()
          .warn("taken " + key, "Obs has a " + key + " of its own; the other one is not called");
      return () -> {};
    }
    ScheduledCheck scheduled = new ScheduledCheck(key.name, check, interval, timeout, supervisor);
    ScheduledCheck replaced;
    synchronized (this) {
      if (closed) {
        return () -> {};
      }
      replaced = checks.put(key, scheduled);
      scheduled.start();
    }
    if (replaced != null) {
      replaced.close();
      supervisor
          .faults()
          .warn("replaced " + key, "another " + key + " replaces the one of the same name");
    }
    return () -> {
      if (checks.remove(key, scheduled)) {
        scheduled.close();
      }
    };
  }

  /// Ends the start of the kernel: from now on its startup check is up.
  public void started() {
    started = true;
  }

  /// Makes the process not ready, because it ends.
  public void drain() {
    draining = true;
  }

  /// The last results of the checks of a kind. Never waits.
  public HealthReport report(HealthKind kind) {
    SortedMap<String, HealthStatus> results = new TreeMap<>();
    if (kind == HealthKind.LIVENESS) {
      results.put(KernelChecks.THREADS, supervisor.health());
    } else if (kind == HealthKind.STARTUP) {
      results.put(KernelChecks.KERNEL, started ? HealthStatus.healthy() : PENDING);
    } else if (kind == HealthKind.READINESS && draining) {
      results.put(KernelChecks.SHUTDOWN, HealthStatus.unhealthy().with("draining", true));
    }
    checks.forEach((key, check) -> {
      if (key.kind == kind) {
        results.put(key.name, check.status());
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
