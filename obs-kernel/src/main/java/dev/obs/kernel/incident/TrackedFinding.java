package dev.obs.kernel.incident;

import dev.obs.kernel.incident.Finding.Condition;
import java.time.Duration;

/// A finding over time: its present condition, and the condition that has lasted long enough to
/// count. Not thread-safe.
final class TrackedFinding {
  private Finding finding;
  private Timestamp turned;
  private Condition settled = Condition.PENDING;
  private Timestamp settledAt;

  TrackedFinding(Finding first, Timestamp now) {
    finding = first;
    turned = now;
    settledAt = now;
  }

  /// Takes the next finding.
  void see(Finding next, Timestamp now) {
    if (next.condition() != finding.condition()) {
      turned = now;
    }
    finding = next;
  }

  /// Treats a finding that is no longer there as well.
  void miss(Timestamp now) {
    see(
        new Finding(
            finding.key(),
            finding.kind(),
            finding.severity(),
            finding.subject(),
            finding.summary(),
            finding.details(),
            Condition.WELL),
        now);
  }

  /// Updates the condition that counts.
  Condition settle(Duration hold, Timestamp now) {
    if (finding.condition() != settled && now.isAfter(hold, turned)) {
      settled = finding.condition();
      settledAt = turned;
    }
    return settled;
  }

  Finding finding() {
    return finding;
  }

  /// The time since which the condition that counts has lasted.
  Timestamp since() {
    return settledAt;
  }
}
