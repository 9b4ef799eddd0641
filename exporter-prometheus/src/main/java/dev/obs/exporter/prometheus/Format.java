package dev.obs.exporter.prometheus;

import dev.obs.http.listener.Accept;

/// The formats of a page.
enum Format {
  /// Prometheus's own, version 0.0.4.
  TEXT("text/plain; version=0.0.4; charset=utf-8"),
  /// OpenMetrics 1.0, which has exemplars and units.
  OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /// Returns the preferred format of a request: text, unless OpenMetrics has a higher weight, or
  /// the same weight and is named explicitly.
  static Format preferred(String header) {
    Accept accept = Accept.parse(header);
    double text = accept.quality("text/plain", "0.0.4");
    // Prometheus accepts 1.0.0 where it requests 0.0.1, the version before the standard.
    double openMetrics = accept.quality("application/openmetrics-text", "1.0.0", "0.0.1");
    boolean named = openMetrics > 0 && accept.names("application/openmetrics-text");
    return openMetrics > text || (openMetrics == text && named) ? OPENMETRICS : TEXT;
  }
}
