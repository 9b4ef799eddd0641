package dev.obs.faults;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The forms of `Retry-After`.
final class RetryAfterCases {
  /// The kernel's own delay after a first failure.
  private static final long OWN = 375;

  private static final long PATIENCE = 10_000;

  private RetryAfterCases() {}

  static SortedMap<String, RetryAfterCase> all() {
    SortedMap<String, RetryAfterCase> cases = new TreeMap<>();
    cases.put("seconds", kept(() -> "2", 2_000));
    cases.put("date", kept(() -> date(4), 2_900)); // the date has no fractions
    cases.put("zero", own("0"));
    cases.put("negative", own("-5"));
    cases.put("fraction", own("1.5"));
    cases.put("garbage", own("soon"));
    cases.put("empty", own(""));
    cases.put("past", new RetryAfterCase(() -> date(-3_600), OWN, PATIENCE, true));
    cases.put("huge", endless("86400"));
    cases.put("absurd", endless("99999999999999999999999999"));
    cases.put("far", new RetryAfterCase(() -> date(10L * 365 * 86_400), 0, 0, false));
    return cases;
  }

  private static RetryAfterCase kept(Supplier<String> header, long least) {
    return new RetryAfterCase(header, least, least + PATIENCE, true);
  }

  private static RetryAfterCase own(String header) {
    return new RetryAfterCase(() -> header, OWN, PATIENCE, true);
  }

  /// Returns a delay that is cut to five minutes, for which no test waits.
  private static RetryAfterCase endless(String header) {
    return new RetryAfterCase(() -> header, 0, 0, false);
  }

  private static String date(long seconds) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
  }
}
