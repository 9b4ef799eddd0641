package dev.obs.codec;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.OptionalLong;

/// Times in nanoseconds since 1970, the form of OpenTelemetry's data: from 1 to the greatest
/// `long`, in April 2262; 0 is an unknown time.
public final class EpochNanos {
  private static final long SECOND = 1_000_000_000;
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  private EpochNanos() {}

  /// Returns a time in nanoseconds; empty if it is outside of the range.
  public static OptionalLong of(Instant time) {
    try {
      long nanos = Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
      return nanos > 0 ? OptionalLong.of(nanos) : OptionalLong.empty();
    } catch (ArithmeticException beyond) {
      return OptionalLong.empty();
    }
  }

  /// Returns a time as it is sent: one before 1970 is unknown, 0. As an unsigned number it would be
  /// one after 2500.
  public static long known(long epochNanos) {
    return Math.max(0, epochNanos);
  }

  /// Formats a time as RFC 3339 in UTC, always with nine digits of a second, so that texts sort by
  /// time and fit one pattern.
  public static String text(Instant time) {
    return RFC_3339.format(time);
  }

  /// Formats a time, as [#text(Instant)] does.
  public static String text(long epochNanos) {
    return text(Instant.ofEpochSecond(0, epochNanos));
  }
}
