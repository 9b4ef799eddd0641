package dev.obs.exporter.elasticsearch;

import dev.obs.codec.Shortening;
import java.util.HashSet;
import java.util.Set;

/// The names in one JSON object. Elasticsearch refuses a document with a duplicate, blank, very
/// long or NUL-containing name; none of these must cost a log record.
final class FieldNames {
  static final int MAX_LENGTH = 255;

  private final Set<String> used = new HashSet<>();
  private final Shortening shortening;

  /// @param shortening the account of names that are changed
  FieldNames(Shortening shortening) {
    this.shortening = shortening;
  }

  /// Returns the name, changed until it is valid and unique.
  String use(String name) {
    String usable = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
    usable = usable.isBlank() ? "_" : usable.replace('\0', '_');
    while (!used.add(usable)) {
      usable += "_";
    }
    if (!usable.equals(name)) {
      shortening.count(Shortening.Reason.NAME);
    }
    return usable;
  }

  /// Removes all names.
  void reset() {
    used.clear();
  }
}
