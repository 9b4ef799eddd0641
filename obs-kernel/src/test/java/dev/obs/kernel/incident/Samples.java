package dev.obs.kernel.incident;

import dev.obs.kernel.incident.Finding.Condition;
import dev.obs.model.HealthReport;
import dev.obs.model.HealthStatus;
import dev.obs.model.Incident;
import dev.obs.model.Incident.Severity;
import dev.obs.model.LaneStats;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Findings and accounts for tests, and a time that is given in seconds.
final class Samples {
  static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

  private Samples() {}

  static Timestamp at(double seconds) {
    return new Timestamp(
        Long.MAX_VALUE - 1_000_000_000L + (long) (seconds * 1e9), // also where nanoTime overflows
        START.plusMillis((long) (seconds * 1e3)));
  }

  static Finding bad(String key) {
    return finding(key, Severity.ERROR, Condition.BAD);
  }

  static Finding well(String key) {
    return finding(key, Severity.ERROR, Condition.WELL);
  }

  static Finding pending(String key) {
    return finding(key, Severity.ERROR, Condition.PENDING);
  }

  static Finding finding(String key, Severity severity, Condition condition) {
    return new Finding(key, "sample", severity, key, key + " is bad", new TreeMap<>(), condition);
  }

  static HealthReport report(Map<String, HealthStatus> checks) {
    return new HealthReport(
        checks.values().stream().allMatch(HealthStatus::up), new TreeMap<>(checks));
  }

  static LaneStats lane(String failing, long refused, long dropped, long dead, long bytes) {
    return new LaneStats(
        "otlp",
        "traces",
        0,
        refused,
        0,
        0,
        0,
        0,
        dead,
        new TreeMap<>(Map.of("http 400: a secret", dropped)),
        0,
        0,
        failing,
        bytes,
        1_000,
        0,
        0,
        0);
  }

  /// As in `OPEN a`, with `again` where it is not news.
  static List<String> lines(List<Incident> incidents) {
    return incidents.stream()
        .map(
            incident -> incident.state() + " " + incident.key() + (incident.news() ? "" : " again"))
        .toList();
  }
}
