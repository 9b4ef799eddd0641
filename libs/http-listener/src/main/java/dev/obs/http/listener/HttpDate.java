package dev.obs.http.listener;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// The `Date` header (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// It does not use the formatter of the JDK, which loads the locale data and costs a start more
/// than the whole listener.
final class HttpDate {
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private HttpDate() {}

  static String now() {
    return of(System.currentTimeMillis() / 1000);
  }

  static String of(long epochSecond) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    StringBuilder date = new StringBuilder(29);
    date.append(DAYS[time.getDayOfWeek().getValue() - 1]).append(", ");
    two(date, time.getDayOfMonth()).append(' ').append(MONTHS[time.getMonthValue() - 1]);
    date.append(' ').append(time.getYear()).append(' ');
    two(date, time.getHour()).append(':');
    two(date, time.getMinute()).append(':');
    return two(date, time.getSecond()).append(" GMT").toString();
  }

  private static StringBuilder two(StringBuilder date, int number) {
    return date.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
