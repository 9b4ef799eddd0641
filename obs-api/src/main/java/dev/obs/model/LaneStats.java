package dev.obs.model;

import java.util.SortedMap;

/// The counters of one lane since the start.
///
/// At any quiet moment both hold:
///
/// - `offered = refused + queued + accepted`
/// - `accepted = delivered + deadLettered + dropped + waiting`
///
/// @param sink the sink's type
/// @param signal `traces`, `metrics`, `logs` or `incidents`
/// @param offered the records that the application handed over, and those that an earlier run left
///   in the spool
/// @param refused the records that were refused because the queue was full or the lane was closed
/// @param queued the records in the queue that are not accepted yet
/// @param accepted the records for which the lane is responsible: synced to the spool, or without a
///   spool moved from the queue into memory
/// @param recovered the accepted records that were not offered in this run: an earlier run left
///   them in the spool, or an operator replayed them
/// @param delivered the records that the backend acknowledged
/// @param deadLettered the dead letters: records that the backend rejected permanently and the lane
///   stored
/// @param dropped the records that were given up, by reason
/// @param waiting the accepted records that are neither delivered, dead-lettered nor dropped yet
/// @param retries the number of batches that were sent again
/// @param failing the current cause of failure, empty if the last export succeeded
/// @param spoolBytes the size of the lane's spool on disk, 0 without a spool
/// @param spoolLimit the limit of that size, 0 without a spool
/// @param memoryBytes the estimated bytes of the records that the lane holds in memory
/// @param memoryLimit the limit of these bytes; further records are refused
/// @param unprotected the accepted records that were never on disk, because the spool could not
///   store them; 0 without a spool
public record LaneStats(
    String sink,
    String signal,
    long offered,
    long refused,
    long queued,
    long accepted,
    long recovered,
    long delivered,
    long deadLettered,
    SortedMap<String, Long> dropped,
    long waiting,
    long retries,
    String failing,
    long spoolBytes,
    long spoolLimit,
    long memoryBytes,
    long memoryLimit,
    long unprotected) {

  /// Returns the number of dropped records, over all reasons.
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
