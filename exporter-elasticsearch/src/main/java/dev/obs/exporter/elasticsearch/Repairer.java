package dev.obs.exporter.elasticsearch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The second attempt for documents that are rejected for one field, without that field: the rest
/// of a record is worth more than nothing. A document keeps its id, and the names of the fields
/// that it lost are noted in it.
///
/// Elasticsearch names one field at a time, so a document may need several attempts. It is rejected
/// for good if the field is not named, or was left out already, or after [#ROUNDS] fields.
final class Repairer {
  private static final int ROUNDS = 5;

  private final Pruning.Note note;
  private final RefusedFields account;

  Repairer(Pruning.Note note, RefusedFields account) {
    this.note = note;
    this.account = account;
  }

  /// A sender of documents.
  interface Sender {
    /// Sends documents.
    ///
    /// @return whether the cluster can take further requests
    boolean send(Documents documents, Outcome outcome) throws InterruptedException;
  }

  /// Sends the rejected documents of a batch without the refused fields, and puts the results in
  /// the place of the rejections.
  ///
  /// @return whether the cluster can take further requests
  boolean repair(Documents documents, Outcome outcome, Sender sender) throws InterruptedException {
    Map<Integer, Set<String>> leftOut = new HashMap<>();
    boolean available = true;
    for (int round = 0; round < ROUNDS && available; round++) {
      SortedMap<Integer, byte[]> changes = new TreeMap<>();
      outcome
          .refusedFields()
          .forEach((index, field) -> {
            Set<String> fields = leftOut.computeIfAbsent(index, unused -> new HashSet<>());
            if (fields.add(field)) {
              documents
                  .without(index, fields, note)
                  .ifPresent(changed -> changes.put(index, changed));
            }
          });
      if (changes.isEmpty()) {
        return true;
      }
      Documents changed = documents.changed(changes);
      Outcome results = new Outcome(changed);
      available = sender.send(changed, results);
      outcome.replace(results);
      changes.keySet().stream()
          .filter(outcome::isDelivered)
          .forEach(index -> leftOut.getOrDefault(index, Set.of()).forEach(account::count));
    }
    return available;
  }
}
