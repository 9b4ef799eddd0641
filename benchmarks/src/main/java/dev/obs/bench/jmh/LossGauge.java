package dev.obs.bench.jmh;

import java.util.function.DoubleSupplier;

/// The share of the records that the benchmark of this JVM lost. JMH creates profilers and
/// benchmarks by reflection in the same JVM, so that only a static field connects the two.
final class LossGauge {
  private static volatile DoubleSupplier share = () -> 0;

  private LossGauge() {}

  /// @param percent called after each iteration
  static void set(DoubleSupplier percent) {
    share = percent;
  }

  static double percent() {
    return share.getAsDouble();
  }
}
