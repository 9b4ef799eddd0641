package dev.obs.kernel.incident;

import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.incident.Finding.Condition;
import dev.obs.model.Incident.Severity;
import dev.obs.model.LaneStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Findings from the accounts of the lanes: a backend that takes nothing, records that were lost in
/// the last five minutes, a spool that fills up. Causes are left out, because they may be in the
/// words of a plugin or a server; they are in the log.
///
/// Not thread-safe.
final class LaneFindings {
  static final Duration RECENTLY = Duration.ofMinutes(5);

  private static final int FULL_PERCENT = 80;

  private final Map<String, Loss> losses = new HashMap<>();

  /// The records lost so far, and the last time at which that number grew.
  private record Loss(long records, Timestamp at) {}

  /// @param lanes every lane, each time the same ones
  List<Finding> of(List<LaneStats> lanes, Timestamp now) {
    List<Finding> findings = new ArrayList<>();
    for (LaneStats lane : lanes) {
      findings.add(failing(lane));
      // Notifications of incidents that were refused would cause more of them.
      if (!lane.signal().equals(Signal.INCIDENTS.name())) {
        findings.add(loss(lane, now));
      }
      if (lane.spoolLimit() > 0) {
        findings.add(spool(lane));
      }
    }
    return findings;
  }

  private static Finding failing(LaneStats lane) {
    SortedMap<String, String> details = details(lane);
    details.put("queued", Long.toString(lane.queued()));
    details.put("waiting", Long.toString(lane.waiting()));
    details.put("retries", Long.toString(lane.retries()));
    return new Finding(
        key(lane, "failing"),
        "backend-down",
        Severity.ERROR,
        subject(lane),
        "the backend of %s takes no %s".formatted(lane.sink(), lane.signal()),
        details,
        lane.failing().isEmpty() ? Condition.WELL : Condition.BAD);
  }

  private Finding loss(LaneStats lane, Timestamp now) {
    SortedMap<String, String> details = details(lane);
    details.put("refused", Long.toString(lane.refused()));
    details.put("dropped", Long.toString(lane.droppedTotal()));
    details.put("dead_lettered", Long.toString(lane.deadLettered()));
    return new Finding(
        key(lane, "loss"),
        "records-dropped",
        Severity.WARNING,
        subject(lane),
        "%s for %s were lost in the last %d minutes"
            .formatted(lane.signal(), lane.sink(), RECENTLY.toMinutes()),
        details,
        hasLost(lane, now) ? Condition.BAD : Condition.WELL);
  }

  private boolean hasLost(LaneStats lane, Timestamp now) {
    long lost = lane.refused() + lane.droppedTotal() + lane.deadLettered();
    Loss known = losses.get(subject(lane));
    if (lost > (known == null ? 0 : known.records())) {
      losses.put(subject(lane), new Loss(lost, now));
      return true;
    }
    return known != null && !now.isAfter(RECENTLY, known.at());
  }

  private static Finding spool(LaneStats lane) {
    SortedMap<String, String> details = details(lane);
    details.put("bytes", Long.toString(lane.spoolBytes()));
    details.put("limit", Long.toString(lane.spoolLimit()));
    boolean full = lane.spoolBytes() >= lane.spoolLimit() / 100.0 * FULL_PERCENT;
    return new Finding(
        key(lane, "spool"),
        "spool-filling",
        Severity.WARNING,
        subject(lane),
        "the spool of %s for %s is filled to %d %% or more"
            .formatted(lane.signal(), lane.sink(), FULL_PERCENT),
        details,
        full ? Condition.BAD : Condition.WELL);
  }

  private static String key(LaneStats lane, String what) {
    return lanePrefix(lane.sink(), lane.signal()) + what;
  }

  /// The prefix of the keys of all incidents of a lane.
  static String lanePrefix(String sink, String signal) {
    return "lane/" + sink + "/" + signal + "/";
  }

  private static String subject(LaneStats lane) {
    return lane.sink() + " " + lane.signal();
  }

  private static SortedMap<String, String> details(LaneStats lane) {
    return new TreeMap<>(Map.of("sink", lane.sink(), "signal", lane.signal()));
  }
}
