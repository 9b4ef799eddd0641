package dev.obs.bench.image;

import java.util.List;

/// The middle of several figures.
final class Medians {
  private Medians() {}

  static double of(List<Double> values) {
    return values.isEmpty() ? Double.NaN : values.stream().sorted().toList().get(values.size() / 2);
  }
}
