package dev.obs.kernel.incident;

import dev.obs.kernel.incident.Finding.Condition;
import java.time.Duration;

/// One thing over time: how it is, and how it has been for long enough to count.
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

  /// Sees it again.
  void see(Finding next, Timestamp now) {
    if (next.condition() != finding.condition()) {
      turned = now;
    }
    finding = next;
  }

  /// It is no longer there, which is as good as well.
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

  /// Lets count how it is if it has been so for long enough.
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

  /// Since when it has been as [#settle] says.
  Timestamp since() {
    return settledAt;
  }
}
