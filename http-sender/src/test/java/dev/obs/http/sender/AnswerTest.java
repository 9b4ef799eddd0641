package dev.obs.http.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.obs.http.sender.Answer.Reading;
import dev.obs.spi.ExportResult;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
  private static final Duration WISH = Duration.ofSeconds(3);

  @Test
  void everyStatusMeansWhatTheSpecificationSays() {
    for (int status = 200; status < 600; status++) {
      ExportResult result = new Answer(status, new byte[0], Reading.WHOLE, WISH).toResult();
      if (status < 300) {
        assertInstanceOf(ExportResult.Delivered.class, result, "http " + status);
      } else if (RETRYABLE.contains(status)) {
        assertEquals(new ExportResult.Retry("http " + status, WISH), result);
      } else {
        assertEquals(new ExportResult.Rejected("http " + status), result);
      }
    }
  }

  @Test
  void anAnswerThatBrokeOffAcknowledgesNothing() {
    assertEquals(
        new ExportResult.Retry("http 200 with a broken answer"),
        new Answer(200, new byte[0], Reading.BROKEN, Duration.ZERO).toResult());
  }

  @Test
  void aStatusCountsEvenIfItsBodyBrokeOff() {
    assertEquals(
        new ExportResult.Rejected("http 400"),
        new Answer(400, new byte[0], Reading.BROKEN, Duration.ZERO).toResult());
    assertEquals(
        new ExportResult.Retry("http 503", WISH),
        new Answer(503, new byte[0], Reading.BROKEN, WISH).toResult());
  }

  @Test
  void anAnswerOfAbsurdSizeIsFinal() {
    for (int status : new int[] {200, 400, 503}) {
      assertEquals(
          new ExportResult.Rejected("http " + status + " with an answer that is too large"),
          new Answer(status, new byte[0], Reading.TOO_LARGE, WISH).toResult());
    }
  }
}
