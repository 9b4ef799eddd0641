package dev.obs.model;

import java.util.SortedMap;

/// The accounts of one lane since the start.
///
/// At any quiet moment both hold:
///
/// - `offered = refused + queued + accepted`
/// - `accepted = delivered + deadLettered + dropped + waiting`
///
/// @param sink the sink's type
/// @param signal `traces`, `metrics`, `logs` or `incidents`
/// @param offered what the application handed over, and what an earlier run left in the spool
/// @param refused what was not taken because the queue had no room for it or the lane was closed
/// @param queued what was taken and is not accepted yet
/// @param accepted what the lane answers for: synced to the spool, or without a spool taken off the
///   queue into memory
/// @param recovered how many of those were not offered in this run: an earlier one left them in the
///   spool, or an operator replayed them
/// @param delivered what the backend acknowledged
/// @param deadLettered what the backend rejected for good and was put aside
/// @param dropped what was given up, by reason
/// @param waiting what was accepted and is not settled yet
/// @param retries how many times a batch was sent again
/// @param failing the current cause of failure, empty if the last export succeeded
/// @param spoolBytes how much of the disk the lane's spool takes, 0 without one
/// @param spoolLimit how much it may take, 0 without a spool
/// @param memoryBytes how many bytes of records the lane holds in memory, by estimate
/// @param memoryLimit how many it may hold; further records are refused
/// @param unprotected how many of the accepted were never on disk, because the spool could not
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

  /// Everything given up, whatever the reason.
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
