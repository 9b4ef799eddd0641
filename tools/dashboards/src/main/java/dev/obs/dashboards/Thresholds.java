package dev.obs.dashboards;

import java.util.ArrayList;
import java.util.List;

/// The values at which a panel changes its colour.
///
/// @param base the colour below the first step
record Thresholds(String base, List<Step> steps) {
  /// For values that are neither good nor bad.
  static final Thresholds NEUTRAL = new Thresholds("blue", List.of());

  private static final String GOOD = "green";
  private static final String WARNING = "orange";
  private static final String BAD = "red";

  /// @param value the lowest value with the colour
  record Step(double value, String color) {}

  /// Creates thresholds for which high values are bad.
  static Thresholds above(double warning, double bad) {
    return new Thresholds(GOOD, List.of(new Step(warning, WARNING), new Step(bad, BAD)));
  }

  /// Creates a threshold at or above which values are bad.
  static Thresholds above(double bad) {
    return new Thresholds(GOOD, List.of(new Step(bad, BAD)));
  }

  /// Creates thresholds for which low values are bad.
  static Thresholds below(double warning, double bad) {
    return new Thresholds(BAD, List.of(new Step(bad, WARNING), new Step(warning, GOOD)));
  }

  /// Creates a threshold below which values are bad.
  static Thresholds below(double bad) {
    return new Thresholds(BAD, List.of(new Step(bad, GOOD)));
  }

  JsonObject json() {
    List<JsonObject> all = new ArrayList<>();
    all.add(new JsonObject().put("color", base).put("value", 0));
    for (Step step : steps) {
      all.add(new JsonObject().put("color", step.color()).put("value", step.value()));
    }
    return new JsonObject().put("mode", "absolute").put("steps", all);
  }
}
