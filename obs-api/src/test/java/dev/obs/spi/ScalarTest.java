package dev.obs.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTest {
  private static final Scalar<Duration> DURATION =
      Scalar.duration(Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofDays(1));
  private static final Scalar<Double> RATE = Scalar.decimal(0, 1);

  @ParameterizedTest
  @CsvSource({
    "1, PT1S",
    "0.5, PT0.5S",
    "250ms, PT0.25S",
    "1.5ms, PT0.0015S",
    "1.000000001 s, PT1.000000001S",
    "5m, PT5M",
    "0.1h, PT6M",
    "24h, PT24H",
    "1d, PT24H",
    "0.123456789d, PT2H57M46.6665696S"
  })
  void readsDurations(String text, Duration expected) {
    assertEquals(expected, DURATION.read().apply(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0.5ms",
        "24.1h",
        "1.0000001d",
        "999999999999999d",
        "-1",
        "1e3",
        "1 week",
        "NaN"
      })
  void refusesOtherDurations(String text) {
    assertThrows(IllegalArgumentException.class, () -> DURATION.read().apply(text));
  }

  @Test
  void countsMillisecondsInVariables() {
    assertEquals(Duration.ofMillis(1500), DURATION.readEnvironment().apply("1500"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "1.0, 1", "0.1, 0.1", ".25, 0.25", "1e-1, 0.1", "+1, 1", "-0, 0"})
  void readsAndShowsNumbers(String text, String shown) {
    assertEquals(shown, RATE.show().apply(RATE.read().apply(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.1",
        "-0.1",
        "NaN",
        "Infinity",
        "0x1p-1",
        "0.5f",
        "0.5d",
        "1e999999999",
        " 1",
        "1,0",
        "."
      })
  void refusesOtherNumbers(String text) {
    assertThrows(IllegalArgumentException.class, () -> RATE.read().apply(text));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1s",
    "1500ms, 1500ms",
    "60, 1m",
    "90, 90s",
    "120m, 2h",
    "1d, 24h",
    "1.5ms, 1.5ms",
    "1.000001ms, 1.000001ms",
    "1.000000001s, 1000.000001ms",
    "0.1h, 6m"
  })
  void showsDurationsInTheUnitThatAPersonWouldWrite(String text, String shown) {
    Duration value = DURATION.read().apply(text);

    assertEquals(shown, DURATION.show().apply(value));
    assertEquals(value, DURATION.read().apply(shown));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "1000, 1000",
    "1024, 1KB",
    "1536, 1536",
    "65536, 64KB",
    "1 mib, 1MB",
    "1536KB, 1536KB",
    "536870912, 512MB",
    "536870913, 536870913",
    "1024MB, 1GB",
    "1024TB, 1024TB"
  })
  void showsSizesInTheUnitThatAPersonWouldWrite(String text, String shown) {
    Scalar<Long> size = Scalar.size(0, 1L << 50);
    long value = size.read().apply(text);

    assertEquals(shown, size.show().apply(value));
    assertEquals(value, size.read().apply(shown));
  }

  @Test
  void namesTheRangeAsPeopleWriteIt() {
    assertEquals("a number from 0 to 99.5", Scalar.decimal(0, 99.5).expected());
    assertTrue(DURATION.expected().startsWith("a duration from 1ms to 24h"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0s", "0ms", "0.0", "00 m"})
  void readsZeroAsATimeOutWithoutLimit(String text) {
    Scalar<Duration> timeout = Scalar.timeout(Duration.ofMinutes(10));
    Duration none = Duration.ofMillis(Integer.MAX_VALUE);
    assertEquals(none, timeout.read().apply(text));
    assertEquals(none, timeout.readEnvironment().apply(text));
    assertEquals("0s", timeout.show().apply(none));
  }

  @Test
  void readsATimeOutInTheUnitOfItsSource() {
    Scalar<Duration> timeout = Scalar.timeout(Duration.ofMinutes(10));
    assertEquals(Duration.ofSeconds(5), timeout.read().apply("5"));
    assertEquals(Duration.ofMillis(5), timeout.readEnvironment().apply("5"));
    assertEquals("5s", timeout.show().apply(Duration.ofSeconds(5)));
    for (String wrong : new String[] {"-1", "0.5ms", "0.0000000001s", "11m", "25d", "none", ""}) {
      assertThrows(IllegalArgumentException.class, () -> timeout.read().apply(wrong), wrong);
    }
  }

  @Test
  void hidesTheUserOfAUrl() {
    Scalar<URI> uri = Scalar.uri();
    assertEquals(
        "http://(hidden)@host/p", uri.show().apply(uri.read().apply("http://me:pw@host/p")));
  }

  @Test
  void theRangeOfASizeIsWrittenWithUnits() {
    assertEquals(
        "a size from 1KB to 100MB, such as 512MB", Scalar.size(1 << 10, 100 << 20).expected());
    assertEquals("a size from 0B to 1023B, such as 512MB", Scalar.size(0, 1023).expected());
  }
}
