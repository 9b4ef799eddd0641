package dev.obs.dashboards;

import java.util.ArrayList;
import java.util.List;

/// From which value on a panel changes its colour.
///
/// @param base the colour below the first step
record Thresholds(String base, List<Step> steps) {
  /// For values that are neither good nor bad.
  static final Thresholds NEUTRAL = new Thresholds("blue", List.of());

  private static final String GOOD = "green";
  private static final String WARNING = "orange";
  private static final String BAD = "red";

  /// @param value the lowest that has the colour
  record Step(double value, String color) {}

  /// High values are bad.
  static Thresholds above(double warning, double bad) {
    return new Thresholds(GOOD, List.of(new Step(warning, WARNING), new Step(bad, BAD)));
  }

  /// Any value that reaches this one is bad.
  static Thresholds above(double bad) {
    return new Thresholds(GOOD, List.of(new Step(bad, BAD)));
  }

  /// Low values are bad.
  static Thresholds below(double warning, double bad) {
    return new Thresholds(BAD, List.of(new Step(bad, WARNING), new Step(warning, GOOD)));
  }

  /// Any value lower than this one is bad.
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
