package dev.obs.exporter.elasticsearch;

import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Gathers what became of the documents of a batch.
final class Outcome {
  private final Documents documents;
  private final Map<Integer, Item> undelivered = new TreeMap<>();
  private Duration after = Duration.ZERO;

  Outcome(Documents documents) {
    this.documents = documents;
  }

  /// Takes the results of the items of one request.
  void items(int from, List<BulkAnswer.Item> items) {
    for (int i = 0; i < items.size(); i++) {
      BulkAnswer.Item item = items.get(i);
      switch (item.fate()) {
        case DELIVERED -> {}
        case RETRY -> put(from + i, Verdict.RETRY, item.reason());
        case REJECT -> put(from + i, Verdict.REJECT, item.reason());
      }
    }
  }

  /// Takes that documents are to be sent again.
  void retry(int from, int to, String reason, Duration wish) {
    after = wish;
    for (int i = from; i < to; i++) {
      put(i, Verdict.RETRY, reason);
    }
  }

  /// Takes that documents will never be accepted.
  void rejected(int from, int to, String reason) {
    for (int i = from; i < to; i++) {
      put(i, Verdict.REJECT, reason);
    }
  }

  /// The answer to the kernel.
  ExportResult result() {
    keepTwinsTogether();
    Collection<Item> items = undelivered.values();
    if (items.isEmpty()) {
      return ExportResult.delivered();
    }
    Item first = items.iterator().next();
    boolean alike =
        items.size() == documents.size()
            && items.stream()
                .allMatch(item ->
                    item.verdict() == first.verdict() && item.reason().equals(first.reason()));
    if (!alike) {
      return new ExportResult.PerItem(List.copyOf(items), after);
    }
    return switch (first.verdict()) {
      case RETRY -> new ExportResult.Retry(first.reason(), after);
      case REJECT -> new ExportResult.Rejected(first.reason());
    };
  }

  /// Equal documents have their ids by their order. If one of them is sent again without those
  /// before it, it would get the id of the first and be taken for delivered.
  private void keepTwinsTogether() {
    for (Item item : List.copyOf(undelivered.values())) {
      if (item.verdict() == Verdict.RETRY) {
        int twin = documents.twin(item.index());
        for (int i = twin; i < item.index(); i++) {
          if (documents.twin(i) == twin) {
            undelivered.putIfAbsent(i, new Item(i, Verdict.RETRY, item.reason()));
          }
        }
      }
    }
  }

  private void put(int index, Verdict verdict, String reason) {
    undelivered.put(index, new Item(index, verdict, reason));
  }
}
