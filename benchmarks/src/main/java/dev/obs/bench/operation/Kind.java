package dev.obs.bench.operation;

/// A kind of work.
public enum Kind {
  /// An operation with three attributes, current while it runs, in a histogram, sent as a span.
  SAMPLED,
  /// The same, not sampled.
  UNSAMPLED,
  /// The same, sampled, with CPU time and allocated memory, as Obs does it by default.
  SHIPPED,
  /// A span of OpenTelemetry's API with three attributes, sent; no histogram, not current.
  SPAN;

  boolean isSampled() {
    return this != UNSAMPLED;
  }
}
