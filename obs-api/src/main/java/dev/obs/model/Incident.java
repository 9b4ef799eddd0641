package dev.obs.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A problem of this process, open or resolved, such as a health check that is down, a backend that
/// accepts nothing, or lost records.
///
/// The kernel reports an open incident again every minute, because some receivers forget an
/// incident without reminders, and reports a resolved incident once. When the kernel closes it
/// reports nothing: the end of a process does not resolve an incident.
///
/// @param key the same for the same incident at any time and in each run, such as
///   `health/readiness/db` or `lane/otlp/traces/failing`; unique within a process
/// @param kind the kind, lower-case words with `-`, such as `service-not-ready`
/// @param state open or resolved
/// @param news whether the sink has not received this state before. False for a reminder of an open
///   incident, and for a resolution of an incident that this run never reported: the first healthy
///   result, because an earlier run may have left an incident open. A sink whose receiver neither
///   forgets nor keeps incidents then does nothing and returns that it delivered the incident.
/// @param severity the severity while the incident is open
/// @param subject the affected part, such as `db` or `otlp traces`
/// @param summary one sentence about the open incident, without secrets
/// @param since the start of the state
/// @param details figures and names, sorted
/// @param runbook the URL of the page with the remedy, empty if there is none
public record Incident(
    String key,
    String kind,
    State state,
    boolean news,
    Severity severity,
    String subject,
    String summary,
    Instant since,
    SortedMap<String, String> details,
    String runbook) {

  /// Copies the details.
  public Incident {
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /// The state of an incident.
  public enum State {
    /// Not resolved yet.
    OPEN,
    /// Resolved.
    RESOLVED
  }

  /// The severity of an incident, the worst first.
  public enum Severity {
    /// The process does not work any more.
    CRITICAL,
    /// A part does not work.
    ERROR,
    /// A part works, but with restrictions.
    WARNING
  }
}
