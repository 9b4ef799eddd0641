package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A scalar that was read.
///
/// @param value the value
/// @param shown the value for people
record Parsed(Object value, String shown) {
  static final String HIDDEN = "(hidden)";
  private static final String PROBE = "http://localhost";
  private static final String PATH = "/path";
  private static final int LONGEST = 1 << 16;

  /// Reads a text of the file or of code; null if it does not fit.
  static @Nullable Parsed file(Scalar<?> scalar, String text) {
    return parse(scalar, text, false);
  }

  /// Reads a text of an environment variable; null if it does not fit.
  static @Nullable Parsed environment(Scalar<?> scalar, String text) {
    return parse(scalar, text, true);
  }

  /// A value that was not read from text, such as a default.
  static String show(Scalar<?> scalar, Object value) {
    return shown(scalar, value);
  }

  /// The complaint about a name in a mapping; null if the mapping may have it.
  static @Nullable String refusal(Setting<?> map, String name) {
    Scalar<String> keys = map.keys().orElse(null);
    return keys == null || file(keys, name) != null
        ? null
        : "expected " + keys.expected() + ", found " + Echo.quote(name);
  }

  /// The valid values for a message; of a duration also the unit of a bare number, which depends on
  /// the source.
  static String expected(Scalar<?> scalar, boolean environment) {
    return isDuration(scalar)
        ? scalar.expected()
            + (environment
                ? " (a bare number counts milliseconds)"
                : " (a bare number counts seconds)")
        : scalar.expected();
  }

  /// Whether a part of the value is not shown.
  boolean hides() {
    return shown.contains(HIDDEN);
  }

  /// Whether a scalar hides what it reads, or the path of each URL.
  static boolean hides(Scalar<?> scalar) {
    Parsed word = file(scalar, "1");
    Parsed url = file(scalar, PROBE + PATH);
    return (word != null && word.hides()) || (url != null && !url.shown().contains(PATH));
  }

  /// Whether a scalar reads URLs.
  static boolean isAddress(Scalar<?> scalar) {
    return readsAs(URI.class, PROBE, scalar);
  }

  /// Whether a scalar reads durations, however long they may be.
  private static boolean isDuration(Scalar<?> scalar) {
    return Stream.of("1ms", "1s", "1m", "1h", "24h")
        .anyMatch(text -> readsAs(Duration.class, text, scalar));
  }

  private static boolean readsAs(Class<?> type, String text, Scalar<?> scalar) {
    Parsed parsed = file(scalar, text);
    return parsed != null && type.isInstance(parsed.value());
  }

  /// The type of the values, which differs between a secret and plain text although both are
  /// described alike.
  static String type(Scalar<?> scalar) {
    Parsed parsed = file(scalar, "1");
    return parsed == null ? "" : parsed.value().getClass().getName();
  }

  private static <T> @Nullable Parsed parse(Scalar<T> scalar, String text, boolean environment) {
    if (text.length() > LONGEST) {
      return null;
    }
    try {
      T value = (environment ? scalar.readEnvironment() : scalar.read()).apply(text);
      return new Parsed(value, shown(scalar, value));
    } catch (RuntimeException unfit) {
      // A plugin's scalar may say so by any exception.
      return null;
    }
  }

  @SuppressWarnings("unchecked") // the value was read by this scalar or declared with it
  private static <T> String shown(Scalar<T> scalar, Object value) {
    return Echo.clean(scalar.show().apply((T) value));
  }
}
