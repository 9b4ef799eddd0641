package dev.obs.spi;

import dev.obs.model.Authority;
import dev.obs.model.SafeText;
import dev.obs.model.Secret;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The reader and formatter of one scalar of the configuration.
///
/// @param expected the valid values for an error message, such as `a port (0 to 65535)`
/// @param read reads the text; throws [IllegalArgumentException] if it does not fit
/// @param readEnvironment reads the text of an environment variable, for which OpenTelemetry's
///   specification may define other units
/// @param show formats the value for people, without secrets; `read` reads the text as the same
///   value, unless a part is hidden
/// @param <T> the type of the value
public record Scalar<T>(
    String expected,
    Function<String, T> read,
    Function<String, T> readEnvironment,
    Function<T, String> show) {

  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h|d)?");
  private static final Pattern ZERO = Pattern.compile("0{1,15}(?:\\.0{1,9})?\\s*(ms|s|m|h|d)?");
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,15})\\s*(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)?", Pattern.CASE_INSENSITIVE);

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration NO_LIMIT = Duration.ofMillis(Integer.MAX_VALUE);
  private static final String UNITS = "KMGT";
  private static final int NANOS_PER_MILLI = 1_000_000;

  /// Reads files and environment variables in the same way.
  public Scalar(String expected, Function<String, T> read, Function<T, String> show) {
    this(expected, read, read, show);
  }

  static Scalar<String> text() {
    return new Scalar<>("text", text -> text, text -> text);
  }

  static Scalar<Secret> secret() {
    return new Scalar<>("text", Secret::new, Secret::toString);
  }

  static Scalar<Boolean> bool() {
    return new Scalar<>(
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            },
        String::valueOf);
  }

  static Scalar<Integer> integer(int min, int max) {
    return new Scalar<>(
        "a whole number from " + min + " to " + max,
        text -> {
          int value = Integer.parseInt(text);
          require(value >= min && value <= max);
          return value;
        },
        String::valueOf);
  }

  static Scalar<Integer> port() {
    return new Scalar<>("a port from 0 to 65535", integer(0, 65_535).read, String::valueOf);
  }

  static Scalar<Double> decimal(double min, double max) {
    return new Scalar<>(
        "a number from " + plain(min) + " to " + plain(max),
        text -> {
          double value = number(text);
          require(value >= min && value <= max);
          return value;
        },
        Scalar::plain);
  }

  static Scalar<Duration> duration(Duration unit, Duration min, Duration max) {
    return new Scalar<>(
        "a duration from " + plain(min) + " to " + plain(max) + " such as 500ms, 30s or 5m",
        text -> duration(text, unit, min, max),
        text -> duration(text, MILLISECOND, min, max),
        Scalar::plain);
  }

  /// A time-out; zero means no limit.
  static Scalar<Duration> timeout(Duration max) {
    return new Scalar<>(
        "a duration from 0s to " + plain(max) + " such as 500ms, 30s or 5m, or 0 for no limit",
        text -> timeout(text, Duration.ofSeconds(1), max),
        text -> timeout(text, MILLISECOND, max),
        limit -> limit.equals(NO_LIMIT) ? plain(Duration.ZERO) : plain(limit));
  }

  private static Duration timeout(String text, Duration unit, Duration max) {
    return ZERO.matcher(text).matches() ? NO_LIMIT : duration(text, unit, MILLISECOND, max);
  }

  static Scalar<Long> size(long min, long max) {
    return new Scalar<>(
        "a size from " + withUnit(min) + " to " + withUnit(max) + ", such as 512MB",
        text -> {
          Matcher size = SIZE.matcher(text);
          require(size.matches());
          String suffix = size.group(2) == null ? "" : size.group(2).toUpperCase(Locale.ROOT);
          long unit =
              switch (suffix.isEmpty() ? 'B' : suffix.charAt(0)) {
                case 'K' -> 1L << 10;
                case 'M' -> 1L << 20;
                case 'G' -> 1L << 30;
                case 'T' -> 1L << 40;
                default -> 1;
              };
          long value;
          try {
            value = Math.multiplyExact(Long.parseLong(size.group(1)), unit);
          } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException(tooLarge);
          }
          require(value >= min && value <= max);
          return value;
        },
        Scalar::bytes);
  }

  static Scalar<String> choice(List<String> choices) {
    return new Scalar<>(
        choices.size() == 1 ? choices.getFirst() : "one of " + String.join(", ", choices),
        text ->
            choices.stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(IllegalArgumentException::new),
        text -> text);
  }

  static Scalar<URI> uri() {
    return new Scalar<>(
        "a URL with http or https and a host, such as http://localhost:4318",
        text -> {
          URI uri = URI.create(text);
          require(
              "http".equalsIgnoreCase(uri.getScheme())
                  || "https".equalsIgnoreCase(uri.getScheme()));
          require(Authority.find(uri).isPresent());
          return uri;
        },
        SafeText::url);
  }

  static Scalar<Path> path() {
    return new Scalar<>(
        "a path",
        text -> {
          require(!text.isEmpty());
          try {
            return Path.of(text);
          } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException(invalid);
          }
        },
        Path::toString);
  }

  // Not by BigDecimal, whose first use costs a start 16 ms.
  private static double number(String text) {
    for (int i = 0; i < text.length(); i++) {
      // Double.parseDouble also reads NaN, hexadecimal, and a suffix for the type.
      require("0123456789.+-eE".indexOf(text.charAt(i)) >= 0);
    }
    return Double.parseDouble(text);
  }

  private static Duration duration(String text, Duration unit, Duration min, Duration max) {
    Matcher matcher = DURATION.matcher(text);
    require(matcher.matches());
    Duration scale =
        switch (matcher.group(2) == null ? "" : matcher.group(2)) {
          case "ms" -> Duration.ofMillis(1);
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          case "h" -> Duration.ofHours(1);
          case "d" -> Duration.ofDays(1);
          default -> unit;
        };
    String number = matcher.group(1);
    int point = number.indexOf('.');
    long whole = Long.parseLong(point < 0 ? number : number.substring(0, point));
    require(whole <= max.toNanos() / scale.toNanos());
    double fraction = point < 0 ? 0 : Double.parseDouble("0" + number.substring(point));
    Duration value =
        Duration.ofNanos(whole * scale.toNanos() + Math.round(fraction * scale.toNanos()));
    require(value.compareTo(max) <= 0);
    require(value.compareTo(min) >= 0);
    return value;
  }

  /// A duration as it can be read again, in the largest unit that gives a whole number.
  private static String plain(Duration duration) {
    long millis = duration.toMillis();
    int nanos = duration.toNanosPart() % NANOS_PER_MILLI;
    if (nanos != 0) {
      String fraction = String.format(Locale.ROOT, "%06d", nanos).replaceFirst("0+$", "");
      return millis + "." + fraction + "ms";
    }
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 3600 == 0 && seconds > 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /// A size as it can be read again, in the largest unit that gives a whole number.
  private static String bytes(long size) {
    int shift = 0;
    int unit = 0;
    while (unit < UNITS.length() && size != 0 && (size >> shift) % 1024 == 0) {
      shift += 10;
      unit++;
    }
    return unit == 0
        ? Long.toString(size)
        : (size >> shift) + UNITS.substring(unit - 1, unit) + "B";
  }

  private static String withUnit(long size) {
    String text = bytes(size);
    return Character.isDigit(text.charAt(text.length() - 1)) ? text + "B" : text;
  }

  private static String plain(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}
