package dev.obs.bench.report;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// A limit for the figure of Obs.
public sealed interface Target {

  /// At most a share of the best peer's figure.
  record OfBest(double ratio) implements Target {}

  /// At most a share of one peer's figure.
  record Of(Side peer, double ratio) implements Target {}

  /// At least a multiple of the best peer's rate.
  record AboveBest(double ratio) implements Target {}

  /// At least a multiple of one peer's rate.
  record Above(Side peer, double ratio) implements Target {}

  /// At most a value.
  record AtMost(double value) implements Target {}

  /// No target: the row shows how the cost grows.
  record None() implements Target {}

  /// Returns the text in the table.
  default String text(Metric metric) {
    return switch (this) {
      case OfBest(double ratio) -> Metric.number(ratio) + "x of the best peer";
      case Of(Side peer, double ratio) -> Metric.number(ratio) + "x of " + peer.title();
      case AboveBest(double ratio) -> "at least " + Metric.number(ratio) + "x of the best peer";
      case Above(Side peer, double ratio) ->
          "at least " + Metric.number(ratio) + "x of " + peer.title();
      case AtMost(double value) ->
          value == 0 ? metric.format(value) : "at most " + metric.format(value);
      case None() -> "";
    };
  }

  /// Returns the figure that the ratio of a row refers to, if there is one.
  default OptionalDouble reference(Results results, String work, Metric metric) {
    return switch (this) {
      case Of(Side peer, _) -> results.find(work, peer, metric);
      case Above(Side peer, _) -> results.find(work, peer, metric);
      case AboveBest _ -> peers(results, work, metric).max();
      case OfBest _, AtMost _, None _ -> peers(results, work, metric).min();
    };
  }

  private static DoubleStream peers(Results results, String work, Metric metric) {
    return Stream.of(Side.values())
        .filter(Side::isPeer)
        .map(side -> results.find(work, side, metric))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble);
  }

  /// Returns whether a figure meets this target, or empty if there is nothing to compare with.
  default Verdict verdict(double ours, OptionalDouble reference) {
    return switch (this) {
      case AtMost(double value) -> Verdict.of(ours <= value);
      case OfBest(double ratio) -> atMost(ours, ratio, reference);
      case Of(_, double ratio) -> atMost(ours, ratio, reference);
      case AboveBest(double ratio) -> atLeast(ours, ratio, reference);
      case Above(_, double ratio) -> atLeast(ours, ratio, reference);
      case None() -> Verdict.NONE;
    };
  }

  private static Verdict atMost(double ours, double ratio, OptionalDouble reference) {
    return reference.isEmpty() ? Verdict.NONE : Verdict.of(ours <= ratio * reference.getAsDouble());
  }

  private static Verdict atLeast(double ours, double ratio, OptionalDouble reference) {
    return reference.isEmpty() ? Verdict.NONE : Verdict.of(ours >= ratio * reference.getAsDouble());
  }

  /// The result of the comparison.
  enum Verdict {
    MET("met"),
    MISSED("missed"),
    NONE("");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    static Verdict of(boolean met) {
      return met ? MET : MISSED;
    }

    /// Returns the text in the table.
    public String text() {
      return text;
    }
  }
}
