package dev.obs.http.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.http.sender.Answer.Reading;
import dev.obs.spi.ExportResult;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  private static final Duration DELAY = Duration.ofSeconds(3);
  private static final RequestSize REQUEST = new RequestSize(3, 4_000);
  private static final AnswerRules RULES =
      AnswerRules.of("check hosts", "check api_key").retryingServerErrors();

  @Test
  void everyStatusHasOneVerdict() {
    for (int status = 100; status < 600; status++) {
      assertEquals(
          expected(status, "check endpoint", "check credentials", Set.of(502, 503, 504)),
          new Answer(status, new byte[0], Reading.WHOLE, DELAY).toResult(REQUEST));
    }
  }

  @Test
  void aProtocolNamesItsSettingsAndMayRetryEachErrorOfAServer() {
    Set<Integer> errors = IntStream.range(500, 600).boxed().collect(Collectors.toSet());
    for (int status = 100; status < 600; status++) {
      assertEquals(
          expected(status, "check hosts", "check api_key", errors),
          new Answer(status, new byte[0], Reading.WHOLE, DELAY).toResult(REQUEST, RULES));
    }
  }

  private static ExportResult expected(
      int status, String address, String credentials, Set<Integer> retriedErrors) {
    String cause = "http " + status;
    if (status / 100 == 2) {
      return ExportResult.delivered();
    }
    if (status < 400 || Set.of(404, 405, 421).contains(status)) {
      return new ExportResult.Retry(cause + ": " + address, DELAY);
    }
    if (Set.of(401, 403, 407).contains(status)) {
      return new ExportResult.Retry(cause + ": " + credentials, DELAY);
    }
    boolean retried = Set.of(408, 425, 429).contains(status) || retriedErrors.contains(status);
    return retried ? new ExportResult.Retry(cause, DELAY) : new ExportResult.Rejected(cause);
  }

  @Test
  void aRedirectNamesItsTarget() {
    Answer redirect =
        new Answer(307, new byte[0], Reading.WHOLE, DELAY, "", "https://login.example:8443/in", "");
    assertEquals(
        new ExportResult.Retry(
            "http 307: redirects to https://login.example:8443/in; check endpoint", DELAY),
        redirect.toResult(REQUEST));
    assertEquals(
        new ExportResult.Retry(
            "http 307: redirects to https://login.example:8443; check hosts", DELAY),
        redirect.toResult(REQUEST, RULES.hidingPaths()));
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, hello",
    "application/xhtml+xml, hello",
    "text/plain, ' <html>'",
    "'', <!DOCTYPE html>",
  })
  void aPageAcknowledgesNothing(String type, String text) {
    Answer page = new Answer(200, text.getBytes(UTF_8), Reading.WHOLE, DELAY, type, "", "");
    assertEquals(
        new ExportResult.Retry("http 200 without an acknowledgement: check endpoint", DELAY),
        page.toResult(REQUEST));
    assertEquals(ExportResult.delivered(), page.toResult(REQUEST, RULES.acknowledgedBy(_ -> true)));
  }

  @Test
  void anEmptyPageAndOtherTextsAcknowledge() {
    assertEquals(
        ExportResult.delivered(),
        new Answer(200, new byte[0], Reading.WHOLE, DELAY, "text/html", "", "").toResult(REQUEST));
    assertEquals(ExportResult.delivered(), answer(200, "{\"ok\":true}").toResult(REQUEST));
  }

  @Test
  void theMessageIsPartOfTheReasonExceptAboutCredentials() {
    Map.of(
            400, "http 400: no such thing",
            401, "http 401: check credentials",
            403, "http 403: check credentials",
            407, "http 407: check credentials",
            404, "http 404: check endpoint; no such thing",
            413, "http 413: no such thing",
            503, "http 503: no such thing",
            200, "http 200 without an acknowledgement: check endpoint; no such thing")
        .forEach((status, reason) -> {
          Answer answer = answer(status, "<html>").withMessage("no such thing");
          assertEquals(
              reason,
              switch (answer.toResult(REQUEST)) {
                case ExportResult.Retry(String text, Duration _) -> text;
                case ExportResult.Rejected(String text) -> text;
                default -> "";
              });
        });
  }

  /// The kernel hides a secret that was cut off only at the end of a reason.
  @Test
  void theMessageIsTheEndOfAReason() {
    RequestSize one = new RequestSize(1, 50_312);
    assertEquals(
        new ExportResult.Rejected("http 413: the record has about 50000 bytes; limit is 1 kB"),
        answer(413, "").withMessage("limit is 1 kB").toResult(one));
    assertEquals(
        new ExportResult.Rejected("http 413: limit is 1 kB"),
        answer(413, "").withMessage("limit is 1 kB").toResult(REQUEST));
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
    return new Answer(status, text.getBytes(UTF_8), Reading.WHOLE, Duration.ZERO);
  }
}
