package dev.obs.http.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {

  @Test
  void anAbsentHeaderAcceptsEverything() {
    assertEquals(1, Accept.parse("").quality("application/json"));
    assertEquals(1, Accept.parse("  ").quality("text/plain"));
  }

  @Test
  void theMostSpecificRangeCounts() {
    Accept accept = Accept.parse("text/plain;q=0.2, text/*;q=0.4, */*;q=0.1");
    assertEquals(0.2, accept.quality("text/plain"));
    assertEquals(0.4, accept.quality("text/html"));
    assertEquals(0.1, accept.quality("application/json"));
  }

  @Test
  void aWeightOfZeroRefusesDespiteAWildcard() {
    assertEquals(0, Accept.parse("text/plain;q=0, */*").quality("text/plain"));
  }

  @Test
  void aVersionThatCannotBeOfferedDoesNotCount() {
    Accept accept = Accept.parse("text/plain;version=1.0.0;q=0.9,text/plain;version=0.0.4;q=0.5");
    assertEquals(0.5, accept.quality("text/plain", "0.0.4"));
    assertEquals(0.9, accept.quality("text/plain"));
    assertEquals(0, Accept.parse("text/plain;version=9").quality("text/plain", "0.0.4"));
    assertEquals(1, Accept.parse("text/plain;version=\"0.0.4\"").quality("text/plain", "0.0.4"));
  }

  @Test
  void aParameterIsThatOfThePreferredRange() {
    Accept accept =
        Accept.parse(
            "text/plain;version=1.0.0;Escaping=a;q=0.3,text/plain;escaping=\"b\";q=0.5,"
                + "text/plain;version=2;escaping=c,text/*;escaping=d");
    assertEquals("c", accept.parameter("text/plain", "escaping"));
    assertEquals("b", accept.parameter("text/plain", "escaping", "1.0.0"));
    assertEquals("", accept.parameter("text/plain", "charset"));
    assertEquals("", accept.parameter("text/html", "escaping"), "only behind a wildcard");
    assertEquals("", Accept.parse("text/plain;escaping=a;q=0").parameter("text/plain", "escaping"));
  }

  @Test
  void namesOnlyWhatIsNotBehindAWildcard() {
    assertTrue(Accept.parse("Text/Plain; q=0.3").names("text/plain"));
    assertFalse(Accept.parse("text/*, */*").names("text/plain"));
    assertFalse(Accept.parse("text/plain;q=0").names("text/plain"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {",,;;=;,", "text/plain;q=NaN", "text/plain;q=-1", "text/plain;q=x", ";q=1"})
  void nonsenseIsNotAPreference(String header) {
    assertEquals(0, Accept.parse(header).quality("text/plain"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip                   | true",
        "deflate, GZIP;q=0.1    | true",
        "x-gzip                 | true",
        "*                      | true",
        "gzip;q=0               | false",
        "gzip;q=0, *            | false",
        "identity               | false",
        "*;q=0                  | false",
        "''                     | false"
      })
  void compressesOnlyForThoseWhoAsk(String header, boolean wanted) {
    assertEquals(wanted, ContentCoding.wantsGzip(header, 5000));
    assertFalse(ContentCoding.wantsGzip(header, 100), "a body of one packet");
  }
}
