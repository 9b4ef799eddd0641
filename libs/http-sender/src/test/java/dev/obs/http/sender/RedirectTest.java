package dev.obs.http.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  private static final URI REQUEST = URI.create("http://collector:4318/v1/traces");

  @ParameterizedTest
  @CsvSource({
    "https://collector/v1/traces, https://collector/v1/traces",
    "/v1/traces/, http://collector:4318/v1/traces/",
    "//other/x, http://other/x",
    "' https://sso.example:8443/in ', https://sso.example:8443/in",
    "https://sso.example, https://sso.example",
    "https://me:s3cret@sso.example/in?ticket=s3cret#s3cret, https://sso.example/in",
    "/in;jsessionid=4711, http://collector:4318/in",
    "https://sso.example/\u202Egnp.exe, https://sso.example/%E2%80%AEgnp.exe",
  })
  void givesTheTargetWithoutSecrets(String location, String target) {
    assertEquals(target, Redirect.target(REQUEST, Optional.of(location)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://a b/", "mailto:me@example.com", "javascript:1", "http:x"})
  void givesNoTargetThatIsNoUrlOfHttp(String location) {
    assertEquals("", Redirect.target(REQUEST, Optional.of(location)));
  }

  @Test
  void givesNoTargetWithoutTheHeader() {
    assertEquals("", Redirect.target(REQUEST, Optional.empty()));
  }

  @Test
  void shortensALongTarget() {
    assertEquals(200, Redirect.target(REQUEST, Optional.of("/" + "x".repeat(10_000))).length());
  }

  @Test
  void givesTheOriginOfATarget() {
    assertEquals("https://a:8443", Redirect.origin("https://a:8443/b/c"));
    assertEquals("https://a", Redirect.origin("https://a"));
  }
}
