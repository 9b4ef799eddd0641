package dev.obs.exporter.elasticsearch;

import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/// The timestamp of a log record.
final class Timestamps {
  private static final DateTimeFormatter NANOSECONDS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  private Timestamps() {}

  /// Returns the time of the event, or if that is unknown the time of its observation, in
  /// nanoseconds since 1970.
  static long of(LogRecordData log) {
    long timestamp = log.getTimestampEpochNanos();
    return timestamp > 0 ? timestamp : Math.max(0, log.getObservedTimestampEpochNanos());
  }

  /// Formats as RFC 3339 in UTC with nine digits of a second.
  static String text(long epochNanos) {
    return NANOSECONDS.format(Instant.ofEpochSecond(0, epochNanos));
  }
}
