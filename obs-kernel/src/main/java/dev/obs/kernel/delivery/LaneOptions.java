package dev.obs.kernel.delivery;

import java.time.Duration;

/// The settings of a lane.
///
/// @param capacity how many records its queue holds
/// @param memory how many bytes of records it holds, those in delivery included
/// @param batch how many records one export gets at most
/// @param batchMemory how many bytes of records one export gets at most, unless one record has more
/// @param delay how long a record may wait for others to join its batch
/// @param exportTimeout after which an export is interrupted
/// @param backoff between attempts
public record LaneOptions(
    int capacity,
    long memory,
    int batch,
    long batchMemory,
    Duration delay,
    Duration exportTimeout,
    Backoff backoff) {

  /// Limits the batch to the queue.
  public LaneOptions {
    batch = Math.min(batch, capacity);
    batchMemory = Math.min(batchMemory, memory);
  }
}
