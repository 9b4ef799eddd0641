package dev.obs.kernel.lane;

import java.time.Duration;

/// How a lane works.
///
/// @param capacity how many items its queue holds
/// @param batch how many items one export gets at most
/// @param delay how long an item may wait for others to join its batch
/// @param exportTimeout after which an export is interrupted
/// @param backoff between attempts
public record LaneOptions(
    int capacity, int batch, Duration delay, Duration exportTimeout, Backoff backoff) {

  /// Limits the batch to the capacity.
  public LaneOptions {
    batch = Math.min(batch, capacity);
  }
}
