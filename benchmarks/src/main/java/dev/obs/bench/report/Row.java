package dev.obs.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One row of the table: one figure of one work, and its target.
///
/// @param line the number of the group, as in the table of targets
/// @param work the name of the work in the results
/// @param title the text in the table
/// @param ours the side of Obs that the target is for
public record Row(int line, String work, String title, Side ours, Metric metric, Target target) {

  static Row of(int line, String work, String title, Metric metric, Target target) {
    return new Row(line, work, title, Side.OBS, metric, target);
  }

  /// Returns whether Obs was measured.
  boolean isMeasured(Results results) {
    return results.find(work, ours, metric).isPresent();
  }

  /// Returns the cells of the table.
  List<String> cells(Results results) {
    double own = results.find(work, ours, metric).orElseThrow();
    OptionalDouble reference = target.reference(results, work, metric);
    return List.of(
        Integer.toString(line),
        title,
        metric.format(own) + beside(results),
        peers(results),
        text(results.find(work, Side.FLOOR, metric)),
        reference.isPresent() && reference.getAsDouble() > 0
            ? Metric.number(own / reference.getAsDouble()) + "x"
            : "",
        target.text(metric),
        target.verdict(own, reference).text());
  }

  /// A share of dropped records belongs to each figure of a queue; the cost behind the queue to
  /// each CPU time of a caller.
  private String beside(Results results) {
    StringBuilder text = new StringBuilder();
    if (metric == Metric.CPU) {
      append(results, ours, Metric.PROCESS_CPU, text);
    }
    if (metric != Metric.DROPPED) {
      append(results, ours, Metric.DROPPED, text);
    }
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private void append(Results results, Side side, Metric other, StringBuilder text) {
    results
        .find(work, side, other)
        .ifPresent(value -> {
          if (other != Metric.DROPPED || value >= 0.05) {
            text.append(text.isEmpty() ? "" : ", ").append(other.format(value));
          }
        });
  }

  private String peers(Results results) {
    return Stream.of(Side.values())
        .filter(side -> side.isPeer() || (side == Side.OBS_TUNED && side != ours))
        .filter(side -> results.find(work, side, metric).isPresent())
        .sorted(Comparator.comparingDouble(side -> results.find(work, side, metric).orElseThrow()))
        .map(side -> {
          StringBuilder dropped = new StringBuilder();
          if (metric != Metric.DROPPED) {
            append(results, side, Metric.DROPPED, dropped);
          }
          return side.title()
              + " "
              + text(results.find(work, side, metric))
              + (dropped.isEmpty() ? "" : " (" + dropped + ")");
        })
        .collect(Collectors.joining("; "));
  }

  private String text(OptionalDouble value) {
    return value.isPresent() ? metric.format(value.getAsDouble()) : "";
  }
}
