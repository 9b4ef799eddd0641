package dev.obs.testkit;

import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;

/// How records of a kind are made and read.
///
/// @param <T> `SpanData`, `MetricData`, `LogRecordData` or `Incident`
interface Signal<T> {
  /// The attribute by which the kit knows each record again.
  String ID = "conformance.id";

  /// What one is called, such as `span`.
  String noun();

  /// An ordinary record with these attributes and its id.
  T record(String id, Attributes attributes);

  /// What must arrive.
  List<Received> received(T item);

  /// Records that should not be but are, by what is odd about them. Their ids matter to nobody.
  Map<String, T> odd();

  /// Copies of a record whose getters throw, by what they throw; none if records are not foreign
  /// objects.
  default Map<String, T> poisoned(T record) {
    return Map.of();
  }

  /// An ordinary record.
  default T record(String id) {
    return record(
        id, Attributes.builder().put("http.route", "/orders/" + id).put("items", 3).build());
  }
}
