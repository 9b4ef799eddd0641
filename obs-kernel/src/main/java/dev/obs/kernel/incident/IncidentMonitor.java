package dev.obs.kernel.incident;

import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.supervision.FaultLog;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import dev.obs.model.Incident;
import dev.obs.model.LaneStats;
import dev.obs.model.SafeText;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Checks the health checks and the lanes, and notifies each incident sink, by a lane of its own,
/// of open and resolved incidents.
///
/// A sink is not notified while its lane still holds something; then it gets the state of that
/// time. Thread-safe.
public final class IncidentMonitor {
  private final List<Receiver> receivers;
  private final Function<HealthKind, HealthReport> health;
  private final Lanes lanes;
  private final InstantSource clock;
  private final FaultLog faults;
  private final LaneFindings laneFindings = new LaneFindings();
  private final IncidentTracker tracker;

  /// The settings of notifications.
  ///
  /// @param hold how long a finding must be in a state before it counts
  /// @param rateLimit notifications to one sink in a minute at most
  /// @param runbooks the folder of the runbook pages
  public record Options(
      Duration hold, int rateLimit, Optional<URI> runbooks, InstantSource clock) {}

  /// @param receivers the lane of each sink, by its type
  public IncidentMonitor(
      Options options,
      Map<String, Lane<Incident>> receivers,
      Function<HealthKind, HealthReport> health,
      Lanes lanes,
      FaultLog faults) {
    this.health = health;
    this.lanes = lanes;
    this.clock = options.clock();
    this.faults = faults;
    tracker = new IncidentTracker(options.hold(), options.runbooks().map(URI::toString).orElse(""));
    this.receivers =
        receivers.entrySet().stream()
            .map(entry ->
                new Receiver(
                    new Notifier(
                        LaneFindings.lanePrefix(entry.getKey(), Signal.INCIDENTS.name()),
                        options.rateLimit()),
                    entry.getValue()))
            .toList();
  }

  /// Checks once and offers the notifications to the lanes. Never waits, never throws.
  public synchronized void check() {
    try {
      Timestamp now = new Timestamp(System.nanoTime(), clock.instant());
      List<Finding> findings =
          new ArrayList<>(
              HealthFindings.of(
                  health.apply(HealthKind.LIVENESS), health.apply(HealthKind.READINESS)));
      findings.addAll(laneFindings.of(lanes.stats(), now));
      IncidentSnapshot snapshot = tracker.observe(findings, now);
      receivers.forEach(receiver -> receiver.notify(snapshot, now));
    } catch (Throwable failure) { // an Error must not end the schedule or the close
      faults.warn(
          "incidents" + failure.getClass().getName(),
          "incidents cannot be looked for: " + SafeText.of(failure));
    }
  }

  /// One sink.
  private record Receiver(Notifier notifier, Lane<Incident> lane) {

    void notify(IncidentSnapshot snapshot, Timestamp now) {
      LaneStats stats = lane.stats();
      if (stats.queued() + stats.waiting() > 0) {
        return;
      }
      for (Incident incident : notifier.due(snapshot, now)) {
        if (lane.offer(incident)) {
          notifier.notified(incident, now);
        }
      }
    }
  }
}
