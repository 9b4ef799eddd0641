package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static String redact(String text, String... secrets) {
    return new Redaction(List.of(secrets)).apply(text);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void hidesASecretWhereverItIs() {
    assertEquals(
        "(hidden) is not (hidden)known", redact("k3y-4711 is not k3y-4711known", "k3y-4711"));
  }

  @Test
  void returnsATextWithoutSecretsAsItIs() {
    String text = "http 503: connection refused";

    assertSame(text, redact(text, "k3y-4711", "another secret"));
  }

  @Test
  void hidesTheLongestOfSeveralSecrets() {
    assertEquals("got (hidden)", redact("got abcdefgh-ijkl", "abcdefgh", "abcdefgh-ijkl"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"token tok-4711-x", "tok-4711-x", "x tok-4711-x y", "\"tok-4711-x\""})
  void hidesTheTokenOfAScheme(String text) {
    assertFalse(redact(text, "Bearer tok-4711-x").contains("4711"));
  }

  @ParameterizedTest
  @CsvSource({
    "a/b+c&d=e f, a%2Fb%2Bc%26d%3De+f",
    "a/b+c&d=e f, a%2fb%2bc%26d%3de%20f",
    "a/b+c&d=e f, a\\/b+c&d=e f",
    "a/b+c&d=e f, a/b+c\\u0026d=e f",
    "a/b+c&d=e f, a/b+c&amp;d=e f",
    "pass\"word\\1, pass\\\"word\\\\1",
    "pass\"word\\1, pass&quot;word\\1",
  })
  void hidesEscapedForms(String secret, String written) {
    assertEquals("sent (hidden).", redact("sent " + written + ".", secret));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u:", "me:", "elastic:", "0:"})
  void hidesBase64ThatHoldsASecretWhateverIsBeforeIt(String before) {
    assertEquals(
        "Basic (hidden) is wrong",
        redact("Basic " + base64(before + "pa55w0rd") + " is wrong", "pa55w0rd"));
  }

  @Test
  void hidesThePasswordOfBasicAuthentication() {
    assertEquals(
        "user elastic with (hidden)",
        redact("user elastic with pa55w0rd", "Basic " + base64("elastic:pa55w0rd")));
  }

  @Test
  void hidesTheBeginningOfASecretThatWasCutOff() {
    assertEquals("bad key (hidden)...", redact("bad key 0123456789abc...", "0123456789abcdef"));
  }

  @Test
  void hidesShortSecretsAsWholeWordsOnly() {
    assertEquals("(hidden) or 'abcdef'", redact("abcd or 'abcdef'", "abcd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "abc", "true", "HTTP", "gzip", "application/json"})
  void leavesWordsThatAreNoSecretsEvenIfTheyAreSet(String word) {
    String text = "1 abc true HTTP gzip application/json";

    assertEquals(text, redact(text, word));
  }

  @Test
  void hidesUserInformationBesideAnyHost() {
    for (String host : new String[] {"my_db", "a.1234-ns:80", "größe", "$"}) {
      Redaction redaction = Redaction.of(URI.create("http://u:pa55%2Dw0rd@" + host + "/p"));
      assertEquals(
          "(hidden) and (hidden) at http://(hidden)@" + host + "/p",
          redaction.apply("pa55-w0rd and pa55%2Dw0rd at http://u:pa55%2Dw0rd@" + host + "/p"));
    }
  }

  @Test
  void hidesUserInformationAndQueryOfAUrl() {
    Redaction redaction = Redaction.of(URI.create("http://u:pa55@h/p?token=t%2D77&mode=logs"));

    assertEquals("u (hidden) (hidden) (hidden) logs", redaction.apply("u pa55 t%2D77 t-77 logs"));
  }
}
