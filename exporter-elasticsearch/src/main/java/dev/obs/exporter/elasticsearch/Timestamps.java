package dev.obs.exporter.elasticsearch;

import dev.obs.codec.EpochNanos;
import io.opentelemetry.sdk.logs.data.LogRecordData;

/// The timestamp of a log record.
final class Timestamps {
  private Timestamps() {}

  /// Returns the time of the event, or if that is unknown the time of its observation, in
  /// nanoseconds since 1970.
  static long of(LogRecordData log) {
    long timestamp = log.getTimestampEpochNanos();
    return timestamp > 0 ? timestamp : EpochNanos.known(log.getObservedTimestampEpochNanos());
  }
}
