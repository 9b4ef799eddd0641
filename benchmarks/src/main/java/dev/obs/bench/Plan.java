package dev.obs.bench;

import java.util.Set;

/// The extent of a run.
///
/// @param lines the lines to measure
/// @param quick whether figures may be rough: short runs, fewer sizes, no growth
public record Plan(Set<Integer> lines, boolean quick) {
  /// Returns whether one of some lines is measured.
  public boolean has(int... some) {
    for (int line : some) {
      if (lines.contains(line)) {
        return true;
      }
    }
    return false;
  }

  /// Returns one of two values.
  public int pick(int full, int quickly) {
    return quick ? quickly : full;
  }
}
