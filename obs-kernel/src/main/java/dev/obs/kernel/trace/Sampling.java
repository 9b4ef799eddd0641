package dev.obs.kernel.trace;

/// The decision whether a span is sampled, as OpenTelemetry's own samplers take it (Trace SDK,
/// "Built-in samplers"), from the numbers alone.
///
/// @param parentBased whether a span with a parent is sampled if and only if the parent is
/// @param bound a root is sampled if the low half of its trace id, without its sign, is below
public record Sampling(boolean parentBased, long bound) {
  private static final String PARENT_BASED = "parentbased_";

  /// The decision of a sampler of the SDK.
  ///
  /// @param sampler its name, as in `OTEL_TRACES_SAMPLER`
  /// @param rate the share of roots to sample, 0 to 1
  public static Sampling of(String sampler, double rate) {
    boolean parentBased = sampler.startsWith(PARENT_BASED);
    String root = parentBased ? sampler.substring(PARENT_BASED.length()) : sampler;
    return new Sampling(
        parentBased,
        switch (root) {
          case "always_on" -> bound(1);
          case "always_off" -> bound(0);
          default -> bound(rate);
        });
  }

  private static long bound(double rate) {
    if (rate >= 1) {
      return Long.MAX_VALUE;
    }
    return rate <= 0 ? Long.MIN_VALUE : (long) (rate * Long.MAX_VALUE);
  }

  boolean samplesRoot(long traceIdLow) {
    return bound == Long.MAX_VALUE || Math.abs(traceIdLow) < bound;
  }

  boolean samplesChild(long traceIdLow, boolean parentSampled) {
    return parentBased ? parentSampled : samplesRoot(traceIdLow);
  }
}
