package dev.obs.faults;

import java.util.Locale;

/// How long rows run: `-Dfaults=full` for the length that they are meant to have, else a short form
/// for every build, in which nothing is asserted of times that a busy machine cannot keep.
public enum Extent {
  /// For every build.
  SHORT,
  /// In full.
  FULL;

  /// This run's.
  public static final Extent CURRENT =
      valueOf(System.getProperty("faults", "short").toUpperCase(Locale.ROOT));

  /// Whether this run is the full one.
  public static boolean isFull() {
    return CURRENT == FULL;
  }

  /// One of two values.
  public static int of(int inShort, int inFull) {
    return isFull() ? inFull : inShort;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
