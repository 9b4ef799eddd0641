package dev.obs.bench.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/// The figures of a run, by work, side and metric.
public final class Results {
  private final Map<String, Map<Side, Map<Metric, Double>>> figures = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  /// A part of a run.
  @FunctionalInterface
  public interface Step {
    /// Measures and adds the figures.
    void run() throws IOException, InterruptedException;
  }

  /// Runs a part, and reports its failure instead of losing the others' figures.
  public void measure(String work, Step step) throws InterruptedException {
    System.err.println("measuring " + work);
    try {
      step.run();
    } catch (IOException failure) {
      System.err.println(work + " failed: " + failure);
      failures.add(work);
    }
  }

  /// Returns the parts that failed.
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /// Adds the figures of one side.
  ///
  /// @param work the name of the work, such as `operation.sampled`
  public void add(String work, Side side, Map<Metric, Double> measured) {
    measured.forEach((metric, value) -> {
      if (!value.isNaN()) {
        figures
            .computeIfAbsent(work, _ -> new EnumMap<>(Side.class))
            .computeIfAbsent(side, _ -> new EnumMap<>(Metric.class))
            .put(metric, value);
      }
    });
  }

  /// Returns a figure, if it was measured.
  public OptionalDouble find(String work, Side side, Metric metric) {
    Double value = figures.getOrDefault(work, Map.of()).getOrDefault(side, Map.of()).get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// Returns the sides that did a work.
  public Set<Side> sides(String work) {
    return Set.copyOf(figures.getOrDefault(work, Map.of()).keySet());
  }

  /// Returns the works that were measured.
  public Set<String> works() {
    return Set.copyOf(figures.keySet());
  }
}
