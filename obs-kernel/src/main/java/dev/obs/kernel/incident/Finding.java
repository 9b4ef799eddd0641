package dev.obs.kernel.incident;

import dev.obs.model.Incident.Severity;
import java.util.SortedMap;

/// The result of one check of one thing that may be wrong.
///
/// @param kind see [dev.obs.model.Incident#kind]; also the name of its runbook page
/// @param summary the text of the incident if it is wrong
record Finding(
    String key,
    String kind,
    Severity severity,
    String subject,
    String summary,
    SortedMap<String, String> details,
    Condition condition) {

  /// The condition of that thing.
  enum Condition {
    /// As it should be.
    WELL,
    /// Not as it should be.
    BAD,
    /// Not known yet.
    PENDING
  }
}
