package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalNumberTest {

  /// The examples of OpenMetrics and others, written by Go.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0",
        "0.001",
        "0.002",
        "0.01",
        "0.1",
        "0.9",
        "0.95",
        "0.99",
        "0.999",
        "1.0",
        "1.7",
        "10.0",
        "100000.0",
        "123456.0",
        "123456.75",
        "1.234567e+06",
        "1e-10",
        "1e-09",
        "1e-05",
        "1.5e-05",
        "0.0001",
        "0.00012",
        "1e+06",
        "1e+07",
        "1e+10",
        "1.1e+23",
        "1e+100",
        "-10.0",
        "-1e+06",
        "-0.25",
        "5e-324",
        "1e-323",
        "1.5e-323",
        "1.7976931348623157e+308",
        "+Inf",
        "-Inf",
        "NaN"
      })
  void isTheFormOfGo(String text) {
    assertEquals(text, CanonicalNumber.text(Double.parseDouble(text.replace("Inf", "Infinity"))));
  }

  @Test
  void zeroHasNoSign() {
    assertEquals("0.0", CanonicalNumber.text(-0.0));
  }

  @Test
  void isReadAsTheSameNumber() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertEquals(number, Double.parseDouble(CanonicalNumber.text(number)));
      }
      double usual = random.nextInt(20_000) / 1000.0; // Java and Go agree from 0.001 to 10^6
      assertEquals(Double.toString(usual), CanonicalNumber.text(usual));
    }
  }
}
