package dev.obs.exporter.elasticsearch;

import java.util.HashSet;
import java.util.Set;

/// The names in one JSON object. Elasticsearch refuses a document with a duplicate, blank, very
/// long or NUL-containing name; none of these must cost a log record.
final class FieldNames {
  private static final int MAX_LENGTH = 255;

  private final Set<String> used = new HashSet<>();

  /// Returns the name, changed until it is valid and unique.
  String use(String name) {
    String usable = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
    usable = usable.isBlank() ? "_" : usable.replace('\0', '_');
    while (!used.add(usable)) {
      usable += "_";
    }
    return usable;
  }

  /// Removes all names.
  void reset() {
    used.clear();
  }
}
