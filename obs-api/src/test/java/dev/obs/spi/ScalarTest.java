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

  @Test
  void namesTheRangeAsPeopleWriteIt() {
    assertEquals("a number from 0 to 99.5", Scalar.decimal(0, 99.5).expected());
    assertTrue(DURATION.expected().startsWith("a duration from 1ms to 24h"));
  }

  @Test
  void hidesTheUserOfAUrl() {
    Scalar<URI> uri = Scalar.uri();
    assertEquals(
        "http://(hidden)@host/p", uri.show().apply(uri.read().apply("http://me:pw@host/p")));
  }
}
