package dev.obs.http.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.obs.http.sender.Answer.Reading;
import dev.obs.spi.ExportResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
  private static final Duration DELAY = Duration.ofSeconds(3);
  private static final RequestSize REQUEST = new RequestSize(3, 4_000);

  @Test
  void everyStatusMeansWhatTheSpecificationSays() {
    for (int status = 200; status < 600; status++) {
      ExportResult result = new Answer(status, new byte[0], Reading.WHOLE, DELAY).toResult(REQUEST);
      if (status < 300) {
        assertInstanceOf(ExportResult.Delivered.class, result, "http " + status);
      } else if (RETRYABLE.contains(status)) {
        assertEquals(new ExportResult.Retry("http " + status, DELAY), result);
      } else {
        assertEquals(new ExportResult.Rejected("http " + status), result);
      }
    }
  }

  @Test
  void anAnswerThatBrokeOffAcknowledgesNothing() {
    assertEquals(
        new ExportResult.Retry("http 200 with a broken answer"),
        new Answer(200, new byte[0], Reading.BROKEN, Duration.ZERO).toResult(REQUEST));
  }

  @Test
  void aStatusCountsEvenIfItsBodyBrokeOff() {
    assertEquals(
        new ExportResult.Rejected("http 400"),
        new Answer(400, new byte[0], Reading.BROKEN, Duration.ZERO).toResult(REQUEST));
    assertEquals(
        new ExportResult.Retry("http 503", DELAY),
        new Answer(503, new byte[0], Reading.BROKEN, DELAY).toResult(REQUEST));
  }

  /// Divided requests would duplicate records that the server accepted.
  @Test
  void aRequestWhoseAnswerIsOfAbsurdSizeIsNotSentAgain() {
    assertEquals(
        new ExportResult.PartlyRejected(3, "http 200 with an answer that is too large"),
        new Answer(200, new byte[0], Reading.TOO_LARGE, DELAY).toResult(REQUEST));
  }

  @Test
  void aStatusCountsEvenIfItsBodyIsOfAbsurdSize() {
    assertEquals(
        new ExportResult.Rejected("http 400"),
        new Answer(400, new byte[0], Reading.TOO_LARGE, DELAY).toResult(REQUEST));
    assertEquals(
        new ExportResult.Retry("http 503", DELAY),
        new Answer(503, new byte[0], Reading.TOO_LARGE, DELAY).toResult(REQUEST));
  }

  @Test
  void theReasonOfASingleRecordThatIsTooLargeGivesItsSize() {
    RequestSize one = new RequestSize(1, 50_312);
    assertEquals(
        new ExportResult.Rejected("http 413: the record has about 50000 bytes"),
        answer(413, "").toResult(one));
    assertEquals(
        new ExportResult.Rejected("http 400: the record has about 50000 bytes"),
        answer(400, "http: request body too large").toResult(one));
    assertEquals(new ExportResult.Rejected("http 400"), answer(400, "bad trace id").toResult(one));
    assertEquals(new ExportResult.Rejected("http 413"), answer(413, "").toResult(REQUEST));
  }

  @Test
  void sizesAreRoundedToTwoDigits() {
    Map<Integer, String> sizes =
        Map.of(0, "0", 99, "99", 104, "100", 52_500, "53000", Integer.MAX_VALUE, "2100000000");
    sizes.forEach((bytes, text) ->
        assertEquals(
            "x: the record has about " + text + " bytes",
            new RequestSize(1, bytes).tooLarge("x").reason()));
  }

  private static Answer answer(int status, String text) {
    return new Answer(status, text.getBytes(StandardCharsets.UTF_8), Reading.WHOLE, Duration.ZERO);
  }
}
