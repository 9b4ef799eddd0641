package dev.obs.faults;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The forms of `Retry-After`.
final class RetryWishes {
  /// The kernel's own delay after a first failure.
  private static final long OWN = 375;

  private static final long PATIENCE = 10_000;

  private RetryWishes() {}

  static SortedMap<String, Wish> all() {
    SortedMap<String, Wish> wishes = new TreeMap<>();
    wishes.put("seconds", kept(() -> "2", 2_000));
    wishes.put("date", kept(() -> date(4), 2_900)); // the date has no fractions
    wishes.put("zero", own("0"));
    wishes.put("negative", own("-5"));
    wishes.put("fraction", own("1.5"));
    wishes.put("garbage", own("soon"));
    wishes.put("empty", own(""));
    wishes.put("past", new Wish(() -> date(-3_600), OWN, PATIENCE, true));
    wishes.put("huge", endless("86400"));
    wishes.put("absurd", endless("99999999999999999999999999"));
    wishes.put("far", new Wish(() -> date(10L * 365 * 86_400), 0, 0, false));
    return wishes;
  }

  private static Wish kept(Supplier<String> header, long least) {
    return new Wish(header, least, least + PATIENCE, true);
  }

  private static Wish own(String header) {
    return new Wish(() -> header, OWN, PATIENCE, true);
  }

  /// Returns a delay that is cut to five minutes, for which no test waits.
  private static Wish endless(String header) {
    return new Wish(() -> header, 0, 0, false);
  }

  private static String date(long seconds) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
  }
}
