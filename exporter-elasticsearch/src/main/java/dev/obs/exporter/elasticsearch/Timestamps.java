package dev.obs.exporter.elasticsearch;

import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/// When something was logged.
final class Timestamps {
  private static final DateTimeFormatter NANOSECONDS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  private Timestamps() {}

  /// When it happened, or if that is not known when it was seen, in nanoseconds since 1970.
  static long of(LogRecordData log) {
    long timestamp = log.getTimestampEpochNanos();
    return timestamp > 0 ? timestamp : Math.max(0, log.getObservedTimestampEpochNanos());
  }

  /// RFC 3339 in UTC with nine digits of a second.
  static String text(long epochNanos) {
    return NANOSECONDS.format(Instant.ofEpochSecond(0, epochNanos));
  }
}
