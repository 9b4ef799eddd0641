package dev.obs.exporter.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The names of a metric family and of its samples.
///
/// @param base the family's name without the suffix of its samples
/// @param unit its unit if the name ends with it, else empty
/// @param kind its type
/// @param samples the samples' names, in the order of [Kind#suffixes]
record FamilyName(String base, String unit, Kind kind, List<byte[]> samples) {
  private static final String TOTAL = "_total";

  /// Returns the names for a metric of OpenTelemetry: `http.server.duration` in `s`, a histogram,
  /// is `http_server_duration_seconds`.
  static FamilyName of(String name, String unit, Kind kind) {
    String word = Units.word(unit);
    String base = Names.metric(name);
    if (kind == Kind.COUNTER && base.endsWith(TOTAL) && base.length() > TOTAL.length()) {
      base = base.substring(0, base.length() - TOTAL.length());
    }
    if (!word.isEmpty() && !base.equals(word) && !base.endsWith("_" + word)) {
      base = Names.metric(base + "_" + word);
    }
    return named(base, base.endsWith("_" + word) ? word : "", kind);
  }

  private static FamilyName named(String base, String unit, Kind kind) {
    return new FamilyName(
        base,
        unit,
        kind,
        kind.suffixes().stream()
            .map(suffix -> (base + suffix).getBytes(StandardCharsets.US_ASCII))
            .toList());
  }

  /// Returns the name in the comment lines, which in text format 0.0.4 includes `_total`.
  String commented(Format format) {
    return kind == Kind.COUNTER && format == Format.TEXT ? base + TOTAL : base;
  }
}
