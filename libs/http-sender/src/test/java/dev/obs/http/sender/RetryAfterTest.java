package dev.obs.http.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "absent",
      value = {
        "absent | 0",
        "'' | 0",
        "0 | 0",
        "7 | 7",
        "' 120 ' | 120",
        "301 | 300",
        "99999999999999999999999 | 300",
        "-5 | 0",
        "1.5 | 0",
        "soon | 0",
        "٣ | 0",
        "Fri, 02 Jan 2026 03:04:35 GMT | 30",
        "Fri, 02 Jan 2026 03:04:00 GMT | 0",
        "Sun, 02 Jan 2050 03:04:00 GMT | 300",
        "Fri, 32 Jan 2026 03:04:00 GMT | 0",
      })
  void readsSecondsAndDatesAndClampsTheRest(String header, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), RetryAfter.parse(Optional.ofNullable(header), NOW));
  }
}
