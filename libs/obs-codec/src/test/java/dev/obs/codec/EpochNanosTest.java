package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EpochNanosTest {
  private static OptionalLong of(String time) {
    return EpochNanos.of(Instant.parse(time));
  }

  @Test
  void aTimeFitsFromTheFirstNanosecondOf1970To2262() {
    assertEquals(OptionalLong.of(1), of("1970-01-01T00:00:00.000000001Z"));
    assertEquals(OptionalLong.of(Long.MAX_VALUE), of("2262-04-11T23:47:16.854775807Z"));
    for (String outside :
        List.of(
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999999Z",
            "1960-01-01T00:00:00Z",
            "2262-04-11T23:47:16.854775808Z",
            "2300-01-01T00:00:00Z")) {
      assertEquals(OptionalLong.empty(), of(outside), outside);
    }
    assertEquals(OptionalLong.empty(), EpochNanos.of(Instant.MIN));
    assertEquals(OptionalLong.empty(), EpochNanos.of(Instant.MAX));
  }

  @Test
  void textHasNineDigits() {
    assertEquals("1970-01-01T00:00:00.000000000Z", EpochNanos.text(0));
    assertEquals("2262-04-11T23:47:16.854775807Z", EpochNanos.text(Long.MAX_VALUE));
    assertEquals("1969-12-31T23:59:59.999999999Z", EpochNanos.text(-1));
    assertEquals(
        "2026-11-22T03:04:05.100000000Z", EpochNanos.text(Instant.parse("2026-11-22T03:04:05.1Z")));
  }

  @Test
  void textIsThatOfTheFormatterOfTheJdkForAnyTime() {
    DateTimeFormatter formatter = new DateTimeFormatterBuilder().appendInstant(9).toFormatter();
    new SplittableRandom(1)
        .longs(100_000)
        .forEach(time -> {
          // half of the times are around now, in which days and seconds change
          long nanos = (time & 1) == 0 ? time : 1_798_000_000_000_000_000L + time % (1L << 56);
          assertEquals(formatter.format(Instant.ofEpochSecond(0, nanos)), EpochNanos.text(nanos));
        });
  }
}
