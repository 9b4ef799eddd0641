package dev.obs.exporter.prometheus;

import java.util.List;
import java.util.Random;

/// Random names, texts and numbers, among them those that break pages.
final class HostileValues {
  private static final List<String> NAMES =
      List.of(
          "http.server.duration",
          "x",
          "x.total",
          "x_created",
          "x.count",
          "x_sum",
          "x.bucket",
          "größe",
          "日本",
          "_total",
          "target.info",
          "target",
          "seconds",
          "a b/c",
          "1st",
          "",
          "y",
          "y.created",
          "y_info",
          "z",
          "load",
          "queue.items",
          "ns:name",
          "quote\"\\\n{}");

  private static final List<String> UNITS =
      List.of("", "s", "By", "1", "{r}", "%", "furlong", "m/s", "By/s", "a\"b\n\\", "total");

  private static final List<String> KEYS =
      List.of(
          "k.x",
          "k-x",
          "k_x",
          "le",
          "quantile",
          "__name__",
          "größe",
          "7",
          "",
          "a b",
          "\"\n\\}",
          "exported_le",
          "exported.quantile",
          "otel.scope.version");

  private static final List<String> PIECES =
      List.of(
          "\"", "\\", "\n", "}", "{", ",", "=", " # ", " # {", "é", "🐟", "\uD83D", "\0", "\r",
          "\t", "\u2028", "a", " ", "# EOF\n", "");

  private static final double[] VALUES = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    1e-9,
    1e21,
    123456789,
    1.5e300,
    -4.5,
    Double.MAX_VALUE,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final Random random;

  HostileValues(Random random) {
    this.random = random;
  }

  List<Long> counts(int size) {
    return random.longs(size, 0, 5).boxed().toList();
  }

  double value() {
    return random.nextBoolean() ? random.nextDouble() * 100 : VALUES[random.nextInt(VALUES.length)];
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(any(PIECES));
    }
    return text.toString();
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  String name() {
    return any(NAMES);
  }

  String unit() {
    return any(UNITS);
  }

  String key() {
    return any(KEYS);
  }

  /// Returns text as UTF-8 can hold it.
  static String valid(String text) {
    StringBuilder valid = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(valid::appendCodePoint);
    return valid.toString();
  }
}
