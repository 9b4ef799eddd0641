package dev.obs.bench.report;

import java.util.List;

/// The rows that show how the cost of an operation grows.
public final class Growth {
  /// Numbers of threads.
  public static final List<Integer> THREADS = List.of(1, 2, 4, 8);

  /// Numbers of operation names.
  public static final List<Integer> NAMES = List.of(10, 100, 1_000, 10_000);

  /// Numbers of trace sinks.
  public static final List<Integer> SINKS = List.of(1, 2, 5);

  private Growth() {}

  static void rows(List<Row> rows) {
    for (int threads : THREADS) {
      add(rows, "growth.threads." + threads, threads + " platform threads", Metric.CPU);
    }
    for (int threads : THREADS) {
      add(rows, "growth.virtual." + threads, threads + " virtual threads", Metric.PROCESS_CPU);
    }
    for (int names : NAMES) {
      add(rows, "growth.names." + names, names + " names", Metric.CPU);
    }
    for (int sinks : SINKS) {
      add(rows, "growth.sinks." + sinks, sinks + " sinks", Metric.CPU);
    }
  }

  private static void add(List<Row> rows, String work, String title, Metric metric) {
    rows.add(Row.of(1, work, "operation, sampled: " + title, metric, new Target.None()));
  }
}
