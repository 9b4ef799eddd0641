package dev.obs.kernel.incident;

import dev.obs.kernel.health.KernelChecks;
import dev.obs.kernel.incident.Finding.Condition;
import dev.obs.model.HealthReport;
import dev.obs.model.HealthStatus;
import dev.obs.model.Incident.Severity;
import java.util.List;
import java.util.stream.Stream;

/// Findings from the health checks. Startup checks are left out: a process that is starting is not
/// an incident, and one that cannot start is restarted by its supervisor. Nor is one an incident
/// that ends.
final class HealthFindings {
  private HealthFindings() {}

  static List<Finding> of(HealthReport liveness, HealthReport readiness) {
    return Stream.concat(
            liveness.checks().entrySet().stream()
                .map(check ->
                    finding(
                        "liveness",
                        check.getKey(),
                        check.getValue(),
                        "service-unhealthy",
                        Severity.CRITICAL,
                        "liveness check '%s' is down: the process has to be restarted")),
            readiness.checks().entrySet().stream()
                .filter(check -> !check.getKey().equals(KernelChecks.SHUTDOWN))
                .map(check ->
                    finding(
                        "readiness",
                        check.getKey(),
                        check.getValue(),
                        "service-not-ready",
                        Severity.ERROR,
                        "readiness check '%s' is down: no traffic should come")))
        .toList();
  }

  private static Finding finding(
      String health,
      String name,
      HealthStatus status,
      String kind,
      Severity severity,
      String summary) {
    return new Finding(
        "health/" + health + "/" + name,
        kind,
        severity,
        name,
        summary.formatted(name),
        status.details(),
        condition(status));
  }

  private static Condition condition(HealthStatus status) {
    if (status.up()) {
      return Condition.WELL;
    }
    return status.details().containsKey("pending") ? Condition.PENDING : Condition.BAD;
  }
}
