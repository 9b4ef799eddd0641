package dev.obs.exporter.elasticsearch;

import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A collector of the results of a batch's documents.
final class Outcome {
  private final Documents documents;
  private final Map<Integer, Item> undelivered = new TreeMap<>();
  private final Map<Integer, String> fields = new TreeMap<>();
  private final BitSet together = new BitSet();
  private Duration after = Duration.ZERO;

  Outcome(Documents documents) {
    this.documents = documents;
  }

  /// Adds the results of the items of one request.
  void items(int from, List<BulkAnswer.Item> items) {
    for (int i = 0; i < items.size(); i++) {
      BulkAnswer.Item item = items.get(i);
      switch (item.fate()) {
        case DELIVERED -> {}
        case RETRY -> put(from + i, Verdict.RETRY, item.reason());
        case REJECT -> {
          put(from + i, Verdict.REJECT, item.reason());
          fields.put(from + i, item.field());
        }
      }
    }
  }

  /// Adds documents that must be sent again.
  void retry(int from, int to, String reason, Duration delay) {
    after = delay;
    for (int i = from; i < to; i++) {
      put(i, Verdict.RETRY, reason);
    }
  }

  /// Adds documents that are rejected permanently.
  void rejected(int from, int to, String reason) {
    for (int i = from; i < to; i++) {
      put(i, Verdict.REJECT, reason);
    }
  }

  /// Adds documents that were refused together: one of them may be the cause.
  void refused(int from, int to, String reason) {
    rejected(from, to, reason);
    together.set(from, to);
  }

  /// Returns the fields for which documents were rejected, by the index of the document.
  Map<Integer, String> refusedFields() {
    Map<Integer, String> named = new TreeMap<>(fields);
    named.values().removeIf(String::isEmpty);
    return named;
  }

  /// Has documents that were rejected for a field sent again, because the cluster takes no repaired
  /// ones now.
  void postponeRepairs() {
    for (int i : refusedFields().keySet()) {
      undelivered.computeIfPresent(i, (unused, item) -> new Item(i, Verdict.RETRY, item.reason()));
    }
  }

  /// Returns whether a document is stored.
  boolean isDelivered(int index) {
    return !undelivered.containsKey(index);
  }

  /// Replaces the results of documents by those of changed ones.
  void replace(Outcome changed) {
    for (int i = 0; i < changed.documents.size(); i++) {
      int index = changed.documents.place(i);
      Item item = changed.undelivered.get(i);
      fields.put(index, changed.fields.getOrDefault(i, ""));
      if (item == null) {
        undelivered.remove(index);
      } else {
        put(index, item.verdict(), item.reason());
      }
    }
    after = changed.after.compareTo(after) > 0 ? changed.after : after;
  }

  /// Returns the result for the kernel, which divides a batch that is rejected as a whole.
  /// Documents that were refused together, while others were not, are sent again without the
  /// others.
  ExportResult result() {
    if (!together.isEmpty() && allRejected()) {
      return new ExportResult.Rejected(undelivered.values().iterator().next().reason());
    }
    together.stream()
        .forEach(i ->
            undelivered.computeIfPresent(
                i, (unused, item) -> new Item(i, Verdict.RETRY, item.reason())));
    List<Item> items = new ArrayList<>(documents.unencodable());
    for (Item item : undelivered.values()) {
      items.add(new Item(documents.place(item.index()), item.verdict(), item.reason()));
    }
    if (items.isEmpty()) {
      return ExportResult.delivered();
    }
    return allRetriedFor(items.getFirst().reason())
        ? new ExportResult.Retry(items.getFirst().reason(), after)
        : new ExportResult.PerItem(items, after);
  }

  private boolean allRejected() {
    return undelivered.size() == documents.size()
        && undelivered.values().stream().allMatch(item -> item.verdict() == Verdict.REJECT);
  }

  private boolean allRetriedFor(String reason) {
    return documents.unencodable().isEmpty()
        && undelivered.size() == documents.size()
        && undelivered.values().stream()
            .allMatch(item -> item.verdict() == Verdict.RETRY && item.reason().equals(reason));
  }

  private void put(int index, Verdict verdict, String reason) {
    undelivered.put(index, new Item(index, verdict, reason));
  }
}
