package dev.obs.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
  @ParameterizedTest
  @CsvSource({
    "http://localhost, localhost",
    "http://otel_collector:4318/v1, otel_collector:4318",
    "http://otlp.1234-ns:4318, otlp.1234-ns:4318",
    "http://host./, host.",
    "http://host:/, host",
    "http://Host.Example, Host.Example",
    "http://192.0.2.1:80, 192.0.2.1:80",
    "http://[::1]:4318/, [::1]:4318",
    "http://[fe80::1%25eth0]/, [fe80::1%25eth0]",
    "http://größe/, xn--gre-6ka8i",
    "http://GRÖSSE/, xn--grsse-kua",
    "http://gr%C3%B6%C3%9Fe:1/, xn--gre-6ka8i:1",
    "http://bücher.example, xn--bcher-kva.example",
    "http://u:p@my_db:1/, my_db:1"
  })
  void hostsAreReadAsTheRfcsAllowThem(URI url, String expected) {
    assertEquals(expected, Authority.of(url).toString());
  }

  @Test
  void hasThePartsOfTheText() {
    Authority authority = Authority.parse("me:p%40ss@[2001:db8::1]:4318");
    assertEquals(Optional.of("me:p%40ss"), authority.userInfo());
    assertEquals("2001:db8::1", authority.host());
    assertEquals(OptionalInt.of(4318), authority.port());
    assertFalse(authority.toString().contains("p%40ss"));
  }

  @ParameterizedTest
  @CsvSource({
    "my host, 'host ''my host'' is invalid: character '' '' at 3'",
    "a.b$c, 'host ''a.b$c'' is invalid: character ''$'' at 4'",
    "'', 'host '''' is invalid: it is empty'",
    "a..b, 'host ''a..b'' is invalid: it has an empty label'",
    "-a, 'host ''-a'' is invalid: a label begins or ends with ''-'''",
    "1.2.3, 'host ''1.2.3'' is invalid: its last label is a number, and it is not an IPv4 address'",
    "256.1.1.1, 'host ''256.1.1.1'' is invalid: its last label is a number, and it is not an IPv4"
        + " address'",
    "a%zz, 'host ''a%zz'' is invalid: character ''%'' at 2'",
    "a:b, the port is not a number",
    "u:p@ss@host, 'an ''@'' in the user information is written as %40'",
    "::1, an IPv6 address is written in brackets",
    "[::g], 'host ''::g'' is invalid: it is not an IPv6 address'",
    "[1.2.3.4], 'host ''1.2.3.4'' is invalid: it is not an IPv6 address'"
  })
  void aRefusalNamesTheProblem(String text, String expected) {
    assertEquals(
        expected,
        assertThrows(IllegalArgumentException.class, () -> Authority.parse(text)).getMessage());
  }

  @Test
  void labelsAndNamesHaveALimit() {
    assertEquals("a".repeat(63), Authority.host("a".repeat(63)));
    assertThrows(IllegalArgumentException.class, () -> Authority.host("a".repeat(64)));
    assertThrows(IllegalArgumentException.class, () -> Authority.host("ab.".repeat(90) + "c"));
    String endless = "a".repeat(20_000) + "\ud840\udc00";
    assertThrows(IllegalArgumentException.class, () -> Authority.host(endless));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailto:me@host", "/path", "http:/x", "http://u@v:p@host/"})
  void otherUrlsHaveNoAuthority(URI url) {
    assertTrue(Authority.find(url).isEmpty());
  }

  @Test
  void anAddressMayHaveBrackets() {
    assertEquals("::1", Authority.host("::1"));
    assertEquals("::1", Authority.host("[::1]"));
  }

  /// The samples of RFC 3492, 7.1.
  @ParameterizedTest
  @CsvSource({
    "\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587, ihqwcrb4cv8a8dqg056pqjye",
    "\u4ED6\u5011\u7232\u4EC0\u9EBD\u4E0D\u8AAA\u4E2D\u6587, ihqwctvzc91f659drss3x8bo0yb",
    "Pro\u010Dprost\u011Bnemluv\u00ED\u010Desky, Proprostnemluvesky-uyb24dma41a",
    "\u306A\u305C\u307F\u3093\u306A\u65E5\u672C\u8A9E\u3092\u8A71\u3057\u3066\u304F\u308C\u306A"
        + "\u3044\u306E\u304B, n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
    "3\u5E74B\u7D44\u91D1\u516B\u5148\u751F, 3B-ww4c5e180e575a65lsy2b",
    "Maji\u3067Koi\u3059\u308B5\u79D2\u524D, MajiKoi5-783gue6qz075azm5e"
  })
  void encodesTheSamplesOfTheStandard(String label, String expected) {
    assertEquals(expected, Punycode.encode(label));
  }
}
