package dev.obs.exporter.prometheus;

import java.util.Map;
import java.util.regex.Pattern;

/// The conversion of UCUM units into the words of Prometheus: `s` is `seconds`, `By/s` is
/// `bytes_per_second`.
final class Units {
  private static final Pattern ANNOTATION = Pattern.compile("\\{[^}]*}");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tebibytes"),
          Map.entry("kBy", "kilobytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("%", "percent"));

  private static final Map<String, String> PER =
      Map.of("wk", "week", "mo", "month", "a", "year", "Cel", "celsius");

  private Units() {}

  /// Returns the word for a unit, empty for a count such as `{request}` or `1`.
  static String word(String unit) {
    String plain = ANNOTATION.matcher(unit).replaceAll("").strip();
    int slash = plain.indexOf('/');
    if (slash < 0) {
      return numerator(plain);
    }
    String over = numerator(plain.substring(0, slash));
    String under = denominator(plain.substring(slash + 1));
    if (under.isEmpty()) {
      return over;
    }
    return over.isEmpty() ? "per_" + under : over + "_per_" + under;
  }

  private static String numerator(String unit) {
    return unit.equals("1") ? "" : trim(WORDS.getOrDefault(unit, unit));
  }

  private static String denominator(String unit) {
    String singular = PER.get(unit);
    if (singular != null) {
      return singular;
    }
    String word = numerator(unit);
    boolean plural = WORDS.containsKey(unit) && word.endsWith("s");
    return plural ? word.substring(0, word.length() - 1) : word;
  }

  /// Returns a unit that is not in the table, without the characters that a name cannot have.
  private static String trim(String unit) {
    if (unit.isEmpty()) {
      return unit;
    }
    String clean = Names.label("x" + unit).substring(1);
    int start = clean.startsWith("_") ? 1 : 0;
    int end = clean.endsWith("_") ? clean.length() - 1 : clean.length();
    return start < end ? clean.substring(start, end) : "";
  }
}
