package dev.obs.cli;

import dev.obs.api.OperationSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The summary of operations for people.
final class OperationTable {
  private OperationTable() {}

  static List<String> lines(Map<String, OperationSummary> operations) {
    Table table =
        new Table("operation", "count", "errors", "p50 ms", "p95 ms", "p99 ms", "memory", "CPU");
    operations.forEach((name, summary) ->
        table.row(
            name,
            Long.toString(summary.count()),
            Long.toString(summary.errors()),
            decimal(summary.p50()),
            decimal(summary.p95()),
            decimal(summary.p99()),
            bytes(summary.memory()),
            Double.isNaN(summary.cpu()) ? "-" : decimal(summary.cpu()) + " %"));
    return table.lines();
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String bytes(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value >= 1 << 20
        ? decimal(value / (1 << 20)) + " MiB"
        : decimal(value / (1 << 10)) + " KiB";
  }
}
