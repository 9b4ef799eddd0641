package dev.obs.spi;

import java.util.SortedMap;

/// The accounts of one lane since the start.
///
/// At any quiet moment both hold:
///
/// - `offered = refused + queued + accepted`
/// - `accepted = delivered + dropped + waiting`
///
/// @param sink the sink's type
/// @param signal `traces`, `metrics` or `logs`
/// @param offered what the application handed over
/// @param refused what was not taken because the queue was full or the lane closed
/// @param queued what stands in the queue now
/// @param accepted what was taken off the queue
/// @param delivered what the backend acknowledged
/// @param dropped what was given up, by reason
/// @param waiting what was accepted and is neither delivered nor dropped yet
/// @param retries how many times a batch was sent again
/// @param failing the current cause of failure, empty if the last export succeeded
public record LaneStats(
    String sink,
    String signal,
    long offered,
    long refused,
    long queued,
    long accepted,
    long delivered,
    SortedMap<String, Long> dropped,
    long waiting,
    long retries,
    String failing) {

  /// Everything given up, whatever the reason.
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
