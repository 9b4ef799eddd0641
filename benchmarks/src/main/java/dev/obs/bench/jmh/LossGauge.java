package dev.obs.bench.jmh;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/// The share of the records that the benchmark of this JVM lost. JMH creates profilers and
/// benchmarks by reflection in the same JVM, so that only a static field connects the two.
final class LossGauge {
  private static final AtomicReference<DoubleSupplier> SHARE = new AtomicReference<>(() -> 0);

  private LossGauge() {}

  /// @param percent called after each iteration
  static void set(DoubleSupplier percent) {
    SHARE.set(percent);
  }

  static double percent() {
    return SHARE.get().getAsDouble();
  }
}
