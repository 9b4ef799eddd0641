package dev.obs.kernel.extension.otel;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One property of OpenTelemetry's, read by the [types of its
/// specification](https://opentelemetry.io/docs/specs/otel/configuration/common/). Messages do not
/// repeat the value: it may be a secret.
///
/// @param name the property's name
/// @param text its value, not empty
record PropertyValue(String name, String text) {
  private static final Pattern DURATION = Pattern.compile("(-?\\d{1,18})\\s*(ms|s|m|h|d)?");

  /// Any text other than `true` is false.
  Boolean bool() {
    return text.equalsIgnoreCase("true");
  }

  Integer integer() {
    return number("a whole number", Integer::valueOf);
  }

  Long longInteger() {
    return number("a whole number", Long::valueOf);
  }

  Double decimal() {
    return number("a number", Double::valueOf);
  }

  /// A bare number counts milliseconds.
  Duration duration() {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw wrong("a duration such as 500, 500ms, 30s, 5m, 1h or 1d");
    }
    ChronoUnit unit =
        switch (matcher.group(2) == null ? "ms" : matcher.group(2)) {
          case "s" -> ChronoUnit.SECONDS;
          case "m" -> ChronoUnit.MINUTES;
          case "h" -> ChronoUnit.HOURS;
          case "d" -> ChronoUnit.DAYS;
          default -> ChronoUnit.MILLIS;
        };
    try {
      return Duration.of(Long.parseLong(matcher.group(1)), unit);
    } catch (ArithmeticException tooLong) {
      throw wrong("a shorter duration");
    }
  }

  /// Separated by commas; empty elements are left out.
  List<String> list() {
    return Stream.of(text.split(",", -1))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .toList();
  }

  /// `name=value` separated by commas; entries with an empty value are left out.
  Map<String, String> map() {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String entry : list()) {
      int equals = entry.indexOf('=');
      String key = equals < 0 ? "" : entry.substring(0, equals).strip();
      if (key.isEmpty()) {
        throw wrong("name=value,name=value");
      }
      String value = entry.substring(equals + 1).strip();
      if (!value.isEmpty()) {
        entries.put(key, value);
      }
    }
    return entries;
  }

  private <N> N number(String expected, Function<String, N> read) {
    try {
      return read.apply(text);
    } catch (NumberFormatException unfit) {
      throw wrong(expected);
    }
  }

  private ConfigurationException wrong(String expected) {
    return new ConfigurationException("property " + name + ": expected " + expected);
  }
}
