package dev.obs.kernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.LinesOf;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginLoggerTest {
  private final LinesOf lines = new LinesOf("obs.plugin-logger");
  private final System.Logger logger =
      new PluginLogger(
          System.getLogger("obs.plugin-logger"), text -> text.replace("s3cr3t", "(hidden)"));

  @AfterEach
  void stop() {
    lines.close();
  }

  private String line() {
    assertEquals(1, lines.lines.size(), lines.lines::toString);
    return lines.lines.getFirst();
  }

  @Test
  void hidesSecretsInMessages() {
    logger.log(Level.WARNING, "refused: key s3cr3t");

    assertEquals("WARNING refused: key (hidden)", line());
  }

  @Test
  void hidesSecretsInParameters() {
    logger.log(Level.WARNING, "refused: {0} of {1}", "s3cr3t", 7);

    assertEquals("WARNING refused: (hidden) of 7", line());
  }

  @Test
  void hidesSecretsInExceptionsAndTheirCauses() {
    logger.log(
        Level.WARNING,
        "refused",
        new IOException("outer s3cr3t", new IllegalStateException("inner s3cr3t")));

    assertFalse(line().contains("s3cr3t"), line());
    assertTrue(line().contains("java.io.IOException: outer (hidden)"), line());
    assertTrue(line().contains("IllegalStateException: inner (hidden)"), line());
  }

  @Test
  void passesOtherExceptionsOn() {
    logger.log(Level.WARNING, "refused", new IOException("timed out"));

    assertEquals("WARNING refused java.io.IOException: timed out", line());
  }

  @Test
  void formatsNothingBelowItsLevel() {
    logger.log(
        Level.TRACE,
        () -> {
          throw new AssertionError();
        });
    logger.log(
        Level.TRACE,
        "{0}",
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError();
          }
        });

    assertTrue(lines.lines.isEmpty());
  }

  @Test
  void survivesWhatItCannotFormat() {
    logger.log(
        Level.WARNING,
        "{0} {",
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError();
          }
        });

    assertEquals("WARNING {0} {", line());
  }

  @Test
  void limitsTheLinesOfOneMessage() {
    for (int i = 0; i < 1_000; i++) {
      logger.log(Level.WARNING, "refused: {0}", i);
    }
    assertEquals("WARNING refused: 0", line());

    logger.log(Level.INFO, "connected again");
    assertEquals("INFO connected again (999 such lines left out)", lines.lines.getLast());
  }

  @Test
  void limitsTheLinesOfManyMessages() {
    for (int i = 0; i < 1_000; i++) {
      logger.log(Level.INFO, "the answer was " + i);
    }
    assertEquals(30, lines.lines.size());
  }
}
