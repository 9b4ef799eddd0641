package dev.obs.exporter.elasticsearch;

import java.util.HashMap;
import java.util.Map;

/// The names of labels by the names of attributes, which recur in each record. The number and
/// length of those that are kept are limited, because an application may have any number.
///
/// Not thread-safe.
final class LabelNames {
  private static final int KEPT = 1_000;

  private final Map<String, String> names = new HashMap<>();

  /// Returns the name without characters that are special in Elasticsearch: a dot would create an
  /// object, and `a` in addition to `a.b` would cost the document.
  String of(String attribute) {
    String known = names.get(attribute);
    if (known != null) {
      return known;
    }
    String name = attribute.replace('.', '_').replace('*', '_').replace('"', '_');
    if (names.size() < KEPT && attribute.length() <= FieldNames.MAX_LENGTH) {
      names.put(attribute, name);
    }
    return name;
  }
}
