package dev.obs.kernel.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class FaultLogTest {
  private final List<String> lines = new ArrayList<>();
  private final FaultLog log =
      new FaultLog(
          new System.Logger() {
            @Override
            public String getName() {
              return "test";
            }

            @Override
            public boolean isLoggable(Level level) {
              return true;
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
              lines.add(text);
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String format, Object... values) {
              lines.add(format);
            }
          },
          line -> line.replace("s3cret", "(hidden)"));

  @Test
  void saysACauseOnceAndCountsTheRest() {
    for (int i = 0; i < 10; i++) {
      log.warn("a", "a is down");
    }
    log.warn("b", "b is down");
    assertEquals(List.of("a is down", "b is down (9 such lines left out)"), lines);
  }

  @Test
  void keepsQuietWhenEveryLineHasACauseOfItsOwn() {
    for (int i = 0; i < 1000; i++) {
      log.warn("cause " + i, "line " + i);
    }
    assertEquals(30, lines.size());
  }

  @Test
  void hidesSecrets() {
    log.warn("a", "http 400: unknown key s3cret");
    assertEquals(List.of("http 400: unknown key (hidden)"), lines);
  }
}
