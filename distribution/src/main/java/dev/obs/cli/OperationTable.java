package dev.obs.cli;

import dev.obs.link.text.Table;
import dev.obs.model.OperationSummary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The summary of operations as a table.
final class OperationTable {
  private OperationTable() {}

  static List<String> lines(Map<String, OperationSummary> operations) {
    Table table =
        Table.of("operation", "count", "errors", "p50 ms", "p95 ms", "p99 ms", "memory", "CPU");
    operations.forEach((name, summary) ->
        table.row(
            name,
            Long.toString(summary.count()),
            Long.toString(summary.errors()),
            millis(summary.p50()),
            millis(summary.p95()),
            millis(summary.p99()),
            summary.memory().isEmpty() ? "-" : bytes(summary.memory().getAsDouble()),
            summary.cpu().isEmpty() ? "-" : decimal(summary.cpu().getAsDouble()) + " %"));
    return table.lines();
  }

  private static String millis(Duration duration) {
    return decimal(duration.toNanos() / 1e6);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String bytes(double value) {
    return value >= 1 << 20
        ? decimal(value / (1 << 20)) + " MiB"
        : decimal(value / (1 << 10)) + " KiB";
  }
}
