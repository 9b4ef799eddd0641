package dev.obs.kernel.incident;

import dev.obs.model.Incident.Severity;
import java.util.SortedMap;

/// What one look shows of something that may be wrong.
///
/// @param kind see [dev.obs.model.Incident#kind]; also the name of its runbook page
/// @param summary what is to be said if it is wrong
record Finding(
    String key,
    String kind,
    Severity severity,
    String subject,
    String summary,
    SortedMap<String, String> details,
    Condition condition) {

  /// How it is.
  enum Condition {
    /// As it should be.
    WELL,
    /// Not as it should be.
    BAD,
    /// Nobody knows yet.
    PENDING
  }
}
