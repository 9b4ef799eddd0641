package dev.obs.kernel.delivery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  @Test
  void doublesWithJitterUpToItsLongestWait() {
    for (int run = 0; run < 1000; run++) {
      assertBetween(75, 125, backoff.before(1, Duration.ZERO));
      assertBetween(300, 500, backoff.before(3, Duration.ZERO));
      assertBetween(1500, 2500, backoff.before(9, Duration.ZERO));
      assertBetween(1500, 2500, backoff.before(1_000_000, Duration.ZERO));
    }
  }

  @Test
  void waitsAtLeastAsLongAsTheServerAsksForUnlessThatIsAbsurd() {
    for (int run = 0; run < 1000; run++) {
      assertBetween(7_000, 7_051, backoff.before(1, Duration.ofSeconds(7)));
      assertBetween(300_000, 300_051, backoff.before(1, Duration.ofDays(100)));
    }
  }

  private static void assertBetween(long least, long most, Duration wait) {
    assertTrue(wait.toMillis() >= least && wait.toMillis() <= most, () -> "waits " + wait);
  }
}
