package dev.obs.kernel.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {
  private static Optional<String> refusal(String own, String wanted) {
    return ApiVersion.parse(own).orElseThrow().refusal(ApiVersion.parse(wanted).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0, 0.1.0",
    "0.1.3, 0.1.0",
    "0.1.3, 0.1",
    "0.1.0, 0.1.0-SNAPSHOT",
    "1.4.0, 1.0.9",
    "1.4.0, 1.4.0",
    "2.0.0+build.7, 2.0.0"
  })
  void loadsWhatWasCompiledAgainstAnEarlierVersionThatIsCompatible(String own, String wanted) {
    assertEquals(Optional.empty(), refusal(own, wanted));
  }

  @ParameterizedTest
  @CsvSource({"0.2.0, 0.1.9", "1.0.0, 0.9.0", "2.0.0, 1.9.9", "0.1.0, 0.2.0", "1.0.0, 2.0.0"})
  void refusesAnotherLineAndNamesBoth(String own, String wanted) {
    String refusal = refusal(own, wanted).orElseThrow();
    assertTrue(refusal.contains("wants dev.obs.api " + wanted), refusal);
    assertTrue(refusal.contains("this Obs has " + own), refusal);
  }

  @Test
  void refusesWhatIsNewerThanItself() {
    assertEquals(
        Optional.of(
            "it wants dev.obs.api 1.5.0 and this Obs has only 1.4.2; take Obs 1.5.0 or an earlier"
                + " version of the plugin"),
        refusal("1.4.2", "1.5.0"));
    assertTrue(refusal("0.1.0", "0.1.1").isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "1",
        "v1.0.0",
        "1.x",
        "1.0 final",
        "-1.0",
        "99999999999.0.0",
        "1..2"
      })
  void whatIsNoVersionIsUnknownAndDoesNotThrow(String text) {
    assertEquals(Optional.empty(), ApiVersion.parse(text));
  }
}
