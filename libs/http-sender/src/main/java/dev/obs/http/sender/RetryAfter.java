package dev.obs.http.sender;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// A parser of `Retry-After` ([RFC 9110,
/// 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#field.retry-after)): seconds or a date. An
/// invalid value and a date in the past request no delay; a long delay is limited.
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private RetryAfter() {}

  static Duration parse(Optional<String> header, Instant now) {
    String text = header.map(String::strip).orElse("");
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      // more than nine digits are above any limit and may not fit into a long
      return text.length() > 9 ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return bounded(Duration.between(now, date));
    } catch (DateTimeException neither) {
      return Duration.ZERO;
    }
  }

  private static Duration bounded(Duration delay) {
    if (delay.isNegative()) {
      return Duration.ZERO;
    }
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
