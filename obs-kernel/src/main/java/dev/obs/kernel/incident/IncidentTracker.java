package dev.obs.kernel.incident;

import dev.obs.kernel.incident.Finding.Condition;
import dev.obs.model.Incident;
import dev.obs.model.Incident.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes a snapshot of the incidents from each set of findings. A condition that changes back
/// sooner than the hold time does not count.
///
/// Not thread-safe.
final class IncidentTracker {
  private final Duration hold;
  private final String runbooks;
  private final Map<String, TrackedFinding> tracked = new HashMap<>();

  /// @param hold how long a finding must be in a condition before it counts
  /// @param runbooks the URL of the folder of the runbook pages, empty if there is none
  IncidentTracker(Duration hold, String runbooks) {
    this.hold = hold;
    this.runbooks = runbooks.replaceFirst("/+$", "");
  }

  /// Takes the findings of one check, all of them.
  IncidentSnapshot observe(List<Finding> findings, Timestamp now) {
    Set<String> present = new HashSet<>();
    for (Finding finding : findings) {
      present.add(finding.key());
      if (finding.condition() != Condition.PENDING) {
        tracked
            .computeIfAbsent(finding.key(), unused -> new TrackedFinding(finding, now))
            .see(finding, now);
      }
    }
    SortedMap<String, Incident> open = new TreeMap<>();
    SortedMap<String, Incident> well = new TreeMap<>();
    tracked
        .entrySet()
        .removeIf(entry -> {
          TrackedFinding each = entry.getValue();
          boolean gone = !present.contains(entry.getKey());
          if (gone) {
            each.miss(now);
          }
          Condition settled = each.settle(hold, now);
          if (settled == Condition.BAD) {
            open.put(entry.getKey(), incident(each, State.OPEN));
          } else if (settled == Condition.WELL && !gone) {
            well.put(entry.getKey(), incident(each, State.RESOLVED));
          }
          return gone && settled != Condition.BAD;
        });
    return new IncidentSnapshot(open, well);
  }

  private Incident incident(TrackedFinding each, State state) {
    Finding finding = each.finding();
    return new Incident(
        finding.key(),
        finding.kind(),
        state,
        state == State.OPEN,
        finding.severity(),
        finding.subject(),
        finding.summary(),
        each.since().wall(),
        finding.details(),
        runbooks.isEmpty() ? "" : runbooks + "/" + finding.kind() + ".md");
  }
}
