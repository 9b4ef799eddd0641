package dev.obs.kernel.incident;

import dev.obs.model.Incident;
import dev.obs.model.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Selects the notifications of one sink: the difference between the incidents that it knows and
/// the present snapshot. A change that was not notified in time is not notified late.
///
/// Not thread-safe.
final class Notifier {
  static final Duration REMINDER = Duration.ofMinutes(1);

  private static final Comparator<Incident> WORST_FIRST =
      Comparator.comparing(Incident::severity).thenComparing(Incident::since);

  private final String own;
  private final RateLimit limit;
  private final Map<String, Notified> notified = new HashMap<>();
  private final Set<String> cleared = new HashSet<>();

  /// An incident that the sink believes to be open.
  private record Notified(Incident incident, Timestamp at) {}

  /// @param own the prefix of the keys of incidents about the sink itself, of which it is never
  ///   notified
  /// @param rateLimit notifications in a minute at most
  Notifier(String own, int rateLimit) {
    this.own = own;
    this.limit = new RateLimit(rateLimit);
  }

  /// The notifications that are due, the most urgent first. The caller reports each one that the
  /// lane took by [#notified].
  List<Incident> due(IncidentSnapshot snapshot, Timestamp now) {
    List<Incident> due = new ArrayList<>();
    Stream.concat(opened(snapshot), resolved(snapshot, now))
        .limit(limit.left(now))
        .forEach(due::add);
    Stream.concat(reminders(snapshot, now), firstSeenWell(snapshot))
        .limit(Math.max(0, limit.leftForOthers(now) - due.size()))
        .forEach(due::add);
    cleared.removeIf(key -> !snapshot.well().containsKey(key) && !snapshot.open().containsKey(key));
    return due;
  }

  /// Records a notification that the lane took.
  void notified(Incident incident, Timestamp now) {
    limit.take(now);
    if (incident.state() == State.OPEN) {
      notified.put(incident.key(), new Notified(incident, now));
    } else {
      notified.remove(incident.key());
      cleared.add(incident.key());
    }
  }

  private Stream<Incident> opened(IncidentSnapshot snapshot) {
    return snapshot.open().values().stream()
        .filter(
            incident -> !incident.key().startsWith(own) && !notified.containsKey(incident.key()))
        .sorted(WORST_FIRST);
  }

  /// Also what is open as something else now, as when a check was replaced: that comes next time.
  private Stream<Incident> resolved(IncidentSnapshot snapshot, Timestamp now) {
    return notified.values().stream()
        .map(Notified::incident)
        .filter(incident -> {
          Incident open = snapshot.open().get(incident.key());
          return open == null || !open.kind().equals(incident.kind());
        })
        .sorted(WORST_FIRST)
        .map(incident -> {
          Incident well = snapshot.well().get(incident.key());
          return with(incident, State.RESOLVED, true, well == null ? now.wall() : well.since());
        });
  }

  private Stream<Incident> reminders(IncidentSnapshot snapshot, Timestamp now) {
    return notified.values().stream()
        .filter(last -> now.isAfter(REMINDER, last.at()))
        .sorted(Comparator.comparing(Notified::at))
        .map(last -> snapshot.open().get(last.incident().key()))
        .filter(Objects::nonNull)
        .map(incident -> with(incident, State.OPEN, false, incident.since()));
  }

  private Stream<Incident> firstSeenWell(IncidentSnapshot snapshot) {
    return snapshot.well().values().stream()
        .filter(incident ->
            !incident.key().startsWith(own)
                && !notified.containsKey(incident.key())
                && !cleared.contains(incident.key()));
  }

  private static Incident with(Incident incident, State state, boolean news, Instant since) {
    return new Incident(
        incident.key(),
        incident.kind(),
        state,
        news,
        incident.severity(),
        incident.subject(),
        incident.summary(),
        since,
        incident.details(),
        incident.runbook());
  }
}
