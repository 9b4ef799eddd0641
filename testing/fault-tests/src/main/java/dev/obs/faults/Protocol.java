package dev.obs.faults;

/// The protocols of a [LedgerBackend].
public enum Protocol {
  /// OTLP log records.
  OTLP_LOGS,
  /// OTLP spans.
  OTLP_TRACES,
  /// OTLP metrics, without sequence numbers.
  OTLP_METRICS,
  /// Elasticsearch's `_bulk`.
  BULK,
  /// Zipkin's v2 spans.
  ZIPKIN,
  /// Any other path.
  OTHER;

  static Protocol of(String path) {
    int query = path.indexOf('?');
    String plain = query < 0 ? path : path.substring(0, query);
    return switch (plain) {
      case "/v1/logs" -> OTLP_LOGS;
      case "/v1/traces" -> OTLP_TRACES;
      case "/v1/metrics" -> OTLP_METRICS;
      case "/api/v2/spans" -> ZIPKIN;
      default -> plain.endsWith("/_bulk") ? BULK : OTHER;
    };
  }
}
