package dev.obs.testkit;

import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;

/// The creation and reading of records of a kind.
///
/// @param <T> `SpanData`, `MetricData`, `LogRecordData` or `Incident`
interface Signal<T> {
  /// The attribute by which the kit identifies each record.
  String ID = "conformance.id";

  /// Returns the noun for one record, such as `span`.
  String noun();

  /// Creates an ordinary record with these attributes and its id.
  T record(String id, Attributes attributes);

  /// Returns the expected form of a record in the backend.
  List<Received> received(T item);

  /// Returns unusual records, by their peculiarity. Their ids have no meaning.
  Map<String, T> odd();

  /// Returns copies of a record whose getters throw, by the thrown exception; none if records are
  /// not foreign objects.
  default Map<String, T> poisoned(T record) {
    return Map.of();
  }

  /// Creates an ordinary record.
  default T record(String id) {
    return record(
        id, Attributes.builder().put("http.route", "/orders/" + id).put("items", 3).build());
  }
}
