package dev.obs.exporter.prometheus;

import dev.obs.http.listener.Accept;

/// The formats of a page.
enum Format {
  /// Prometheus's own, version 0.0.4.
  TEXT("text/plain; version=0.0.4; charset=utf-8", false, false),
  /// Prometheus's own, version 1.0.0, with names in UTF-8.
  TEXT_UTF8("text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8", false, true),
  /// OpenMetrics 1.0, which has exemplars and units.
  OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8", true, false),
  /// The same for a reader that negotiates the characters of names.
  OPENMETRICS_ESCAPED(
      "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores",
      true,
      false),
  /// OpenMetrics 1.0 with names in UTF-8, as Prometheus 3 reads it.
  OPENMETRICS_UTF8(
      "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8",
      true,
      true);

  private static final String PLAIN = "text/plain";
  private static final String OPEN = "application/openmetrics-text";
  private static final String ESCAPING = "escaping";
  private static final String UTF8 = "allow-utf-8";

  private final String contentType;
  private final boolean openMetrics;
  private final boolean utf8;

  Format(String contentType, boolean openMetrics, boolean utf8) {
    this.contentType = contentType;
    this.openMetrics = openMetrics;
    this.utf8 = utf8;
  }

  String contentType() {
    return contentType;
  }

  boolean isOpenMetrics() {
    return openMetrics;
  }

  /// Returns whether names may have any characters.
  boolean isUtf8() {
    return utf8;
  }

  /// Returns the preferred format of a request: text, unless OpenMetrics has a higher weight, or
  /// the same weight and is named explicitly. Names are in UTF-8 only for a reader that accepts
  /// them, if the translation permits it.
  static Format preferred(String header, Translation translation) {
    Accept accept = Accept.parse(header);
    double plain = accept.quality(PLAIN, "0.0.4");
    double quoted = 0;
    if (!translation.escapes() && accept.parameter(PLAIN, ESCAPING, "1.0.0").equals(UTF8)) {
      quoted = accept.quality(PLAIN, "1.0.0");
    }
    double text = Math.max(plain, quoted);
    // Prometheus accepts 1.0.0 where it requests 0.0.1, the version before the standard.
    double open = accept.quality(OPEN, "1.0.0", "0.0.1");
    boolean named = open > 0 && accept.names(OPEN);
    if (open > text || (open == text && named)) {
      String escaping = accept.parameter(OPEN, ESCAPING, "1.0.0", "0.0.1");
      if (escaping.isEmpty()) {
        return OPENMETRICS;
      }
      return escaping.equals(UTF8) && !translation.escapes()
          ? OPENMETRICS_UTF8
          : OPENMETRICS_ESCAPED;
    }
    return quoted > plain ? TEXT_UTF8 : TEXT;
  }
}
