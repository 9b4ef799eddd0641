package dev.obs.dashboards;

import static dev.obs.dashboards.PanelType.STAT;
import static dev.obs.dashboards.PanelType.TABLE;
import static dev.obs.dashboards.PanelType.TIME_SERIES;

import java.util.List;
import java.util.stream.Stream;

/// The failing and slow calls, and the burn rate of the error budget.
final class ErrorsDashboard {
  private static final String OF = "{@scope,operation=~\"$operation\"";
  private static final String COUNT = "operation_duration_seconds_count" + OF;
  private static final String BUCKET = "operation_duration_seconds_bucket" + OF;
  private static final String FAILED = ",error_type!=\"\"";
  private static final String WITHIN = ",le=\"$threshold\"";

  /// The windows of multi-window burn-rate alerts.
  private static final List<String> WINDOWS = List.of("5m", "1h", "6h", "3d");

  /// The burn rates at which a month's budget lasts for two days, five days and a month.
  private static final Thresholds BURN =
      new Thresholds(
          "green",
          List.of(
              new Thresholds.Step(1, "yellow"),
              new Thresholds.Step(6, "orange"),
              new Thresholds.Step(14.4, "red")));

  private ErrorsDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        "obs-errors",
        "Obs / Errors and latency",
        "Error ratios, latency percentiles, and burn rates for a service level objective.",
        Variables.with(
            Variables.OPERATION,
            Variable.numberOf(
                    "threshold",
                    "Fast enough (s)",
                    "label_values(operation_duration_seconds_bucket{@scope}, le)",
                    "0.25")
                .matching("^[0-9.e-]+$"),
            Variable.among("slo", "Objective", "0.99", "0.9", "0.95", "0.99", "0.995", "0.999")),
        List.of(glance(), errors(), latency(), burnRates()));
  }

  private static Row glance() {
    String window = "$__range";
    return new Row(
        "In the time range",
        new Panel(STAT, "Error ratio", "Share of the calls that failed.", Unit.RATIO)
            .size(6, 4)
            .thresholds(Thresholds.above(0.01, 0.05))
            .ask(Query.instant(failing("", window), "errors")),
        new Panel(
                STAT,
                "Fast enough",
                "Share of the calls that took no longer than the chosen time.",
                Unit.RATIO)
            .size(6, 4)
            .thresholds(Thresholds.below(0.99, 0.95))
            .ask(Query.instant(fast("", window), "fast enough")),
        new Panel(
                STAT,
                "Error budget left",
                "Remaining share of the failures that the objective allows in this time range."
                    + " Below 0 the objective is missed.",
                Unit.RATIO)
            .size(6, 4)
            .thresholds(Thresholds.below(0.5, 0.1))
            .ask(Query.instant("1 - " + burning(failing("", window)), "left")),
        new Panel(
                STAT,
                "Latency budget left",
                "The same for calls that were too slow instead of failed.",
                Unit.RATIO)
            .size(6, 4)
            .thresholds(Thresholds.below(0.5, 0.1))
            .ask(Query.instant("1 - " + burning(slow("", window)), "left")));
  }

  private static Row errors() {
    return new Row(
        "Errors",
        new Panel(
                TIME_SERIES,
                "Error ratio by operation",
                "Share of the calls of each operation that failed. 0 without failures, no line"
                    + " without calls.",
                Unit.RATIO)
            .wholeRatio()
            .thresholds(Thresholds.above(0.01, 0.05))
            .ask(Query.range(failing(" by (operation)", "$__rate_interval"), "{{operation}}")),
        new Panel(
                TIME_SERIES,
                "Failures by type",
                "Failed calls per second by operation and type of the error.",
                Unit.OPERATIONS_PER_SECOND)
            .fromZero()
            .stacked()
            .ask(
                Query.range(
                    "sum by (operation,error_type) ("
                        + rate(COUNT + FAILED, "$__rate_interval")
                        + ")",
                    "{{operation}}: {{error_type}}")),
        new Panel(
                TABLE,
                "Failing operations",
                "Failures in the time range, with their type. Errors without an exception's type"
                    + " have the application's own text.",
                Unit.COUNT)
            .column(
                "Failures",
                Unit.COUNT,
                Query.table(
                    "sum by (operation,error_type) (increase("
                        + COUNT
                        + FAILED
                        + "}[$__range])) > 0"))
            .column(
                "Share of the calls",
                Unit.RATIO,
                Query.table(
                    "sum by (operation,error_type) ("
                        + rate(COUNT + FAILED, "$__range")
                        + ") / on (operation) group_left () sum by (operation) ("
                        + rate(COUNT, "$__range")
                        + ") > 0"))
            .sortedBy("Failures"));
  }

  private static Row latency() {
    return new Row(
        "Latency",
        new Panel(
                TIME_SERIES,
                "Percentiles of all calls",
                "Half of the calls took at most the p50, one of a hundred took longer than the p99."
                    + " The dots are traces of single calls.",
                Unit.SECONDS)
            .fromZero()
            .ask(
                Stream.of("0.5", "0.9", "0.95", "0.99")
                    .map(quantile ->
                        Query.range(
                                quantile(quantile, "le"),
                                "p" + Math.round(100 * Double.parseDouble(quantile)))
                            .withExemplars())
                    .toArray(Query[]::new)),
        new Panel(
                TIME_SERIES,
                "p99 by operation",
                "One of a hundred calls took longer.",
                Unit.SECONDS)
            .fromZero()
            .thresholds(Thresholds.above(0.5, 1))
            .ask(Query.range(quantile("0.99", "le,operation"), "{{operation}}")),
        new Panel(TIME_SERIES, "p50 by operation", "Half of the calls took longer.", Unit.SECONDS)
            .fromZero()
            .ask(Query.range(quantile("0.5", "le,operation"), "{{operation}}")),
        new Panel(
                TIME_SERIES,
                "Fast enough by operation",
                "Share of the calls that took no longer than the chosen time.",
                Unit.RATIO)
            .wholeRatio()
            .thresholds(Thresholds.below(0.99, 0.95))
            .ask(Query.range(fast(" by (operation)", "$__rate_interval"), "{{operation}}")));
  }

  private static Row burnRates() {
    return new Row(
        "Burn rates",
        new Panel(
                TIME_SERIES,
                "Burn rate of errors",
                "Failure rate divided by the rate that the objective allows, over several windows."
                    + " At 1 a month's budget lasts for a month, at 14.4 for two days.",
                Unit.NONE)
            .fromZero()
            .thresholds(BURN)
            .ask(
                WINDOWS.stream()
                    .map(window -> Query.range(burning(failing("", window)), window))
                    .toArray(Query[]::new)),
        new Panel(
                TIME_SERIES,
                "Burn rate of latency",
                "The same for calls that took longer than the chosen time.",
                Unit.NONE)
            .fromZero()
            .thresholds(BURN)
            .ask(
                WINDOWS.stream()
                    .map(window -> Query.range(burning(slow("", window)), window))
                    .toArray(Query[]::new)));
  }

  private static String rate(String selector, String window) {
    return "rate(" + selector + "}[" + window + "])";
  }

  /// Returns the share of failed calls, 0 without failures.
  private static String failing(String by, String window) {
    String calls = "sum" + by + " (" + rate(COUNT, window) + ")";
    String failures = "sum" + by + " (" + rate(COUNT + FAILED, window) + ")";
    return "(" + failures + " or 0 * " + calls + ") / " + calls;
  }

  private static String fast(String by, String window) {
    return "sum"
        + by
        + " ("
        + rate(BUCKET + WITHIN, window)
        + ") / sum"
        + by
        + " ("
        + rate(COUNT, window)
        + ")";
  }

  private static String slow(String by, String window) {
    return "1 - " + fast(by, window);
  }

  /// Returns the burn rate: the share divided by the allowed share.
  private static String burning(String share) {
    return "(" + share + ") / (1 - $slo)";
  }

  private static String quantile(String quantile, String by) {
    return "histogram_quantile("
        + quantile
        + ", sum by ("
        + by
        + ") ("
        + rate(BUCKET, "$__rate_interval")
        + "))";
  }
}
