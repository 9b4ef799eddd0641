package dev.obs.exporter.elasticsearch;

import java.util.HashSet;
import java.util.Set;

/// The names used in one JSON object. Elasticsearch refuses a document with a name that is used
/// twice, blank, very long or holds a NUL, and none of it is a reason to lose a log record.
final class FieldNames {
  private static final int MAX_LENGTH = 255;

  private final Set<String> used = new HashSet<>();

  /// The name, changed until it can be used.
  String use(String name) {
    String usable = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
    usable = usable.isBlank() ? "_" : usable.replace('\0', '_');
    while (!used.add(usable)) {
      usable += "_";
    }
    return usable;
  }

  /// Forgets all names.
  void reset() {
    used.clear();
  }
}
