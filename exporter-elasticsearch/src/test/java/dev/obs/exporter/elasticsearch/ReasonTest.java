package dev.obs.exporter.elasticsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.exporter.elasticsearch.AnswerReader.ServerError;
import org.junit.jupiter.api.Test;

class ReasonTest {

  @Test
  void isTheSameForTheSameCauseAndShowsNothingOfTheDocument() {
    assertEquals(
        "400 document_parsing_exception: failed to parse field [n] of type [long]",
        Reason.full(
            "400",
            new ServerError(
                "document_parsing_exception",
                "[1:43] failed to parse field [n] of type [long] in document with id 'aWQ'."
                    + " Preview of field's value: 'my secret'")));
  }

  @Test
  void showsNothingOfAnImmenseTerm() {
    assertEquals(
        "400 illegal_argument_exception: Document contains at least one immense term in"
            + " field=\"labels.x\" (whose UTF-8 encoding is longer than the max length 32766)",
        Reason.full(
            "400",
            new ServerError(
                "illegal_argument_exception",
                "Document contains at least one immense term in field=\"labels.x\" (whose UTF-8"
                    + " encoding is longer than the max length 32766), all of which were"
                    + " skipped.  Please correct the analyzer to not produce such terms.  The"
                    + " prefix of the first immense term is: '[120, 120]...'")));
  }

  @Test
  void isTheStatusAloneIfTheServerSaysNothing() {
    assertEquals("503", Reason.brief("503", ServerError.NONE));
    assertEquals("400", Reason.full("400", ServerError.NONE));
    assertEquals("400 bad", Reason.full("400", new ServerError("bad", "")));
  }

  @Test
  void leavesTheFiguresOfAServerInTroubleOut() {
    assertEquals(
        "429 busy", Reason.brief("429", new ServerError("busy", "queued tasks = 200, done = 7")));
  }

  @Test
  void hasNoInvisibleCharacter() {
    assertEquals(
        "400 t: a\\u0085\\u2028\\u202eb",
        Reason.full("400", new ServerError("t", "a\u0085\u2028\u202eb")));
  }

  @Test
  void isShortAndOnOneLine() {
    String reason = Reason.full("400", new ServerError("t", "a\r\n\u0000b" + "x".repeat(10_000)));
    assertTrue(reason.startsWith("400 t: a bxx"), reason);
    assertEquals(200, reason.length());
  }
}
