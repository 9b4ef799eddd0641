package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Delivered;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PartlyRejected;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.testkit.Call.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// An export as by the kernel: a batch that is rejected, or that makes the exporter throw, is
/// divided until the cause is alone.
///
/// @param <T> `SpanData`, `MetricData`, `LogRecordData` or `Incident`
final class Division<T> {
  private final Function<List<T>, Outcome<ExportResult>> export;
  private final String when;
  private final List<T> rejected = new ArrayList<>();
  private int uncounted;

  Division(Function<List<T>, Outcome<ExportResult>> export, String when) {
    this.export = export;
    this.when = when;
  }

  /// Exports a batch and its parts.
  void export(List<T> batch) {
    Outcome<ExportResult> outcome = export.apply(batch);
    if (outcome.value() == null) {
      divide(batch);
      return;
    }
    switch (outcome.value()) {
      case Delivered unused -> {}
      case Rejected unused -> divide(batch);
      case PartlyRejected(int count, String unused) -> uncounted += count;
      case PerItem(List<Item> items, Duration unused)
          when items.stream().allMatch(item -> item.verdict() == Verdict.REJECT) ->
          items.forEach(item -> rejected.add(batch.get(item.index())));
      default ->
          throw Rule.ALONE.broken(
              when + " the sink answered " + Answers.show(outcome),
              "answer rejected: the same records fail in the same way for ever");
    }
  }

  private void divide(List<T> batch) {
    if (batch.size() == 1) {
      rejected.add(batch.getFirst());
      return;
    }
    export(batch.subList(0, batch.size() / 2));
    export(batch.subList(batch.size() / 2, batch.size()));
  }

  /// Asserts that no record but this one was rejected.
  void assertNoneRejectedBut(T bad) {
    for (T one : rejected) {
      if (!ExtensionContract.isSame(one, bad)) {
        throw unlike(rejected.size() + " records were rejected");
      }
    }
    if (rejected.size() + uncounted > 1) {
      throw unlike((rejected.size() + uncounted) + " records were rejected");
    }
  }

  private AssertionError unlike(String what) {
    return Rule.ALONE.broken(
        when + " " + what,
        "handle each batch independently of the one before, and reject a batch for the"
            + " records that are in it");
  }
}
