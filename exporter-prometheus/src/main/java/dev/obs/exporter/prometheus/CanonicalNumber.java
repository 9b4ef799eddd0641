package dev.obs.exporter.prometheus;

import java.util.Locale;

/// The text of numbers in the labels `le` and `quantile`, by which people select series.
///
/// OpenMetrics 1.0, "Canonical Numbers", defines it as the rendering of Go's `%g` with `.0` if
/// there is neither a point nor an exponent: `0.0001`, `1.0`, `1e+06`.
final class CanonicalNumber {
  private static final double ONE_DIGIT_MAY_DO = 1e-300;

  private CanonicalNumber() {}

  static String text(double number) {
    if (number == 0) {
      return "0.0";
    }
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
    String sign = number < 0 ? "-" : "";
    return sign + positive(Math.abs(number));
  }

  private static String positive(double number) {
    String java = shortest(number);
    int e = java.indexOf('E');
    String mantissa = e < 0 ? java : java.substring(0, e);
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int start = 0;
    while (digits.charAt(start) == '0') {
      start++;
    }
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    int exponent = (e < 0 ? 0 : Integer.parseInt(java.substring(e + 1))) + point - 1 - start;
    digits = digits.substring(start, end);
    return exponent < -4 || exponent >= 6 ? scientific(digits, exponent) : fixed(digits, exponent);
  }

  /// Returns the shortest text that is read as the same number. Java writes at least two digits,
  /// which for the smallest numbers are not 5.0E-324 but the closer 4.9E-324.
  private static String shortest(double number) {
    if (number < ONE_DIGIT_MAY_DO) {
      String rounded = String.format(Locale.ROOT, "%.0E", number).replace("E", ".0E");
      if (Double.parseDouble(rounded) == number) {
        return rounded;
      }
    }
    return Double.toString(number);
  }

  private static String scientific(String digits, int exponent) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int size = Math.abs(exponent);
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }

  private static String fixed(String digits, int exponent) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int whole = exponent + 1;
    return digits.length() <= whole
        ? digits + "0".repeat(whole - digits.length()) + ".0"
        : digits.substring(0, whole) + "." + digits.substring(whole);
  }
}
