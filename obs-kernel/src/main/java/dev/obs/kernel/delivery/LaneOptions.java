package dev.obs.kernel.delivery;

import java.time.Duration;

/// The settings of a lane.
///
/// @param capacity records in its queue at most
/// @param memory bytes of records that it holds at most, those in delivery included
/// @param batch records in an export at most
/// @param batchMemory bytes of records in an export at most, unless one record has more
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

  /// The same options with another delay.
  public LaneOptions withDelay(Duration other) {
    return new LaneOptions(capacity, memory, batch, batchMemory, other, exportTimeout, backoff);
  }
}
