package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageBufferTest {
  private final PageBuffer buffer = new PageBuffer(1);

  @ParameterizedTest
  @ValueSource(
      longs = {0, 7, 10, 99, 100, -1, -10, 1234567890123456789L, Long.MAX_VALUE, Long.MIN_VALUE})
  void writesWholeNumbers(long number) {
    assertEquals(Long.toString(number), text(buffer.put(number)));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        1,
        -3,
        0.1,
        9_999_999,
        10_000_000,
        -12.5,
        1e-9,
        1.5e300,
        4.9e-324,
        9.007199254740993E15
      })
  void writesDecimalNumbersAsJavaDoes(double number) {
    assertEquals(Double.toString(number), text(buffer.put(number)));
  }

  @Test
  void writesWhatIsNoNumberAsPrometheusDoes() {
    buffer.put(Double.NaN).put(' ').put(Double.POSITIVE_INFINITY).put(' ');
    assertEquals("NaN +Inf -Inf", text(buffer.put(Double.NEGATIVE_INFINITY)));
  }

  @Test
  void escapesTextAndRepairsLoneSurrogates() {
    buffer.escaped("a\"b\\c\nd é 日 🐟 \uD83D.\uDC1F", true);
    assertEquals("a\\\"b\\\\c\\nd é 日 🐟 \uFFFD.\uFFFD", text(buffer));
    buffer.truncate(0);
    assertEquals("a\"b\\\\c\\n", text(buffer.escaped("a\"b\\c\n", false)));
  }

  private static String text(PageBuffer buffer) {
    return new String(buffer.toByteArray(), StandardCharsets.UTF_8);
  }
}
