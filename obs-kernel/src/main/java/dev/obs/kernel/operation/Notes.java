package dev.obs.kernel.operation;

import dev.obs.kernel.trace.FlatAttributes;
import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The metadata of one operation, bounded in number and size. Thread-safe.
final class Notes {
  private static final int VALUE = 4_096;
  private static final int SIZE = 256 * 1024;

  private final int limit;
  private final FlatAttributes values = new FlatAttributes();
  private int size;
  private boolean taken;

  /// @param limit how many are kept
  Notes(int limit) {
    this.limit = limit;
  }

  /// Adds a note, or replaces the one of its name.
  ///
  /// @return false if there was no room for it; after [#take] nothing is kept, and true
  synchronized boolean put(AttributeKey<?> key, Object value) {
    if (taken) {
      return true;
    }
    String name = key.getKey();
    Object kept = value instanceof String text ? SafeText.shorten(text, VALUE) : value;
    Object before = values.value(name);
    int growth = size(name, kept) - (before == null ? 0 : size(name, before));
    if ((before == null && values.size() >= limit) || size + growth > SIZE) {
      return false;
    }
    values.put(key, kept, limit, VALUE);
    size += growth;
    return true;
  }

  /// Keeps nothing from now on.
  ///
  /// @return the bytes of all on the heap, about
  synchronized int take() {
    taken = true;
    return size;
  }

  /// The notes, in the order in which their names came.
  synchronized Map<String, Object> map() {
    Map<String, Object> map = LinkedHashMap.newLinkedHashMap(values.size());
    values.forEach((key, value) -> map.put(key.getKey(), value));
    return Collections.unmodifiableMap(map);
  }

  /// Bytes on the heap, about: two for a character, and the objects around.
  static int size(String name, Object value) {
    return 128 + 2 * name.length() + (value instanceof String text ? 2 * text.length() : 0);
  }
}
