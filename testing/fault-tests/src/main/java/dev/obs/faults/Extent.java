package dev.obs.faults;

import java.util.Locale;

/// The duration of the tests: `-Dfaults=full` for the intended one, else a short one for every
/// build, which asserts no times that a busy machine cannot keep.
public enum Extent {
  /// The short duration, for every build.
  SHORT,
  /// The full duration.
  FULL;

  /// The extent of this run.
  public static final Extent CURRENT =
      valueOf(System.getProperty("faults", "short").toUpperCase(Locale.ROOT));

  /// Returns whether this run is the full one.
  public static boolean isFull() {
    return CURRENT == FULL;
  }

  /// Returns one of two values.
  public static int of(int inShort, int inFull) {
    return isFull() ? inFull : inShort;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
