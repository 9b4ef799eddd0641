package dev.obs.kernel.duration;

/// The durations that may become exemplars.
public enum ExemplarPolicy {
  /// Those of sampled spans.
  TRACE_BASED,
  /// All of them.
  ALWAYS_ON,
  /// None.
  ALWAYS_OFF
}
