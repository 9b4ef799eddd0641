package dev.obs.exporter.prometheus;

import java.util.List;

/// The names of a metric family and of its samples.
///
/// @param base the family's name without the suffix of its samples
/// @param unit its unit if the name ends with it, else empty
/// @param kind its type
/// @param suffixed whether a counter ends with `_total` in the text format; it always does in
///   OpenMetrics
record FamilyName(String base, String unit, Kind kind, boolean suffixed) {
  private static final String TOTAL = "_total";

  /// Returns the names for a metric of OpenTelemetry: `http.server.duration` in `s`, a histogram,
  /// is `http_server_duration_seconds`.
  static FamilyName of(Naming naming, String name, String unit, Kind kind) {
    String word = Units.word(unit);
    String base = naming.metric(name);
    boolean total = kind == Kind.COUNTER && base.length() > TOTAL.length() && total(naming, base);
    if (total) {
      base = base.substring(0, base.length() - TOTAL.length());
    }
    if (naming.suffixes() && !word.isEmpty() && !naming.hasWord(base, word)) {
      base = naming.metric(base + "_" + word);
    }
    return new FamilyName(
        base,
        !word.isEmpty() && base.endsWith("_" + word) ? word : "",
        kind,
        total || naming.suffixes());
  }

  private static boolean total(Naming naming, String base) {
    return base.endsWith(TOTAL) || (naming.suffixes() && naming.hasWord(base, "total"));
  }

  /// Returns the name in the comment lines, which in the text format includes `_total`.
  String commented(Format format) {
    return kind == Kind.COUNTER && suffixed && !format.isOpenMetrics() ? base + TOTAL : base;
  }

  /// Returns the samples' names, in the order of [Kind#suffixes].
  List<String> samples(Format format) {
    return kind == Kind.COUNTER && !suffixed && !format.isOpenMetrics()
        ? List.of(base)
        : kind.suffixes().stream().map(suffix -> base + suffix).toList();
  }
}
