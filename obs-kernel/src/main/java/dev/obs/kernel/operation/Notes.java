package dev.obs.kernel.operation;

import dev.obs.model.SafeText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The metadata of one running operation, bounded in number and size. Thread-safe.
final class Notes {
  private static final int VALUE = 4_096;
  private static final int SIZE = 256 * 1024;

  private final int limit;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private int size;
  private boolean taken;

  /// @param limit how many are kept
  Notes(int limit) {
    this.limit = limit;
  }

  /// Adds a note, or replaces the one of its key.
  ///
  /// @return false if there was no room for it; after [#take] nothing is kept, and true
  synchronized boolean put(String key, Object value) {
    if (taken) {
      return true;
    }
    Object kept = value instanceof String text ? SafeText.shorten(text, VALUE) : value;
    Object before = values.get(key);
    int growth = size(key, kept) - (before == null ? 0 : size(key, before));
    if ((before == null && values.size() >= limit) || size + growth > SIZE) {
      return false;
    }
    values.put(key, kept);
    size += growth;
    return true;
  }

  /// The notes, once and for all.
  synchronized Map<String, Object> take() {
    taken = true;
    return values.isEmpty() ? Map.of() : Collections.unmodifiableMap(values);
  }

  /// Bytes on the heap, about: two for a character, and the objects around.
  static int size(String key, Object value) {
    return 128 + 2 * key.length() + (value instanceof String text ? 2 * text.length() : 0);
  }
}
