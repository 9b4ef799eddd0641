package dev.obs.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.OptionalLong;

/// Times in nanoseconds since 1970, the form of OpenTelemetry's data: from 1 to the greatest
/// `long`, in April 2262; 0 is an unknown time.
public final class EpochNanos {
  private static final long SECOND = 1_000_000_000;
  private static final int DAY = 24 * 60 * 60;

  /// The length of `1970-01-01T00:00:00.000000000Z`.
  private static final int LENGTH = 30;

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
    if (epochNanos < 0) {
      return text(Instant.ofEpochSecond(0, epochNanos));
    }
    // a formatter takes twice the CPU time, and each record has one or two times
    long second = epochNanos / SECOND;
    LocalDate day = LocalDate.ofEpochDay(second / DAY);
    int ofDay = (int) (second % DAY);
    byte[] text = new byte[LENGTH];
    digits(day.getYear(), text, 0, 4);
    text[4] = '-';
    digits(day.getMonthValue(), text, 5, 2);
    text[7] = '-';
    digits(day.getDayOfMonth(), text, 8, 2);
    text[10] = 'T';
    digits(ofDay / 3600, text, 11, 2);
    text[13] = ':';
    digits(ofDay / 60 % 60, text, 14, 2);
    text[16] = ':';
    digits(ofDay % 60, text, 17, 2);
    text[19] = '.';
    digits((int) (epochNanos % SECOND), text, 20, 9);
    text[29] = 'Z';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void digits(int number, byte[] text, int from, int count) {
    int rest = number;
    for (int at = from + count - 1; at >= from; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
