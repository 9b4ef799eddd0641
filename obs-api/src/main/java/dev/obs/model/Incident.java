package dev.obs.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is wrong with this process, or no longer is: a health check that is down, a backend that
/// takes nothing, records that were lost.
///
/// An incident that goes on is told again every minute, because some receivers forget what they are
/// not reminded of; one that was told is told once more when it is over. When the kernel closes it
/// tells nothing: an incident does not end because its process does.
///
/// @param key the same for the same incident at any time and in each run, such as `health/db` or
///   `lane/otlp/traces/failing`; unique within a process
/// @param kind what sort it is, lower-case words with `-`, such as `service-not-ready`
/// @param state whether it goes on
/// @param news whether this says what the sink was not told before. False where an open incident is
///   told again, and where one is resolved that this run never told: the first time that it sees
///   something well, because an earlier run may have left an incident open. A sink whose receiver
///   neither forgets nor keeps incidents does nothing then and answers that it is delivered.
/// @param severity how bad it is while it is open
/// @param subject the part that it is about, such as `db` or `otlp traces`
/// @param summary one sentence about it while it is open, without secrets
/// @param since since when the state holds
/// @param details figures and names behind it, sorted
/// @param runbook the URL of the page that says what to do, empty if there is none
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

  /// Whether it goes on.
  public enum State {
    /// It does.
    OPEN,
    /// It is over.
    RESOLVED
  }

  /// How bad it is, the worst first.
  public enum Severity {
    /// The process does not do its work any more.
    CRITICAL,
    /// Something does not work.
    ERROR,
    /// Something works, but not as it should.
    WARNING
  }
}
