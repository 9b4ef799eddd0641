package dev.obs.kernel.operation;

import dev.obs.model.SafeText;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The metadata of one operation, bounded in number and size. Thread-safe.
final class Notes {
  private static final int VALUE = 4_096;
  private static final int SIZE = 256 * 1024;
  private static final int FIRST = 4;
  private static final @Nullable Object[] NONE = {};

  /// Beyond so many, keys are looked up in a map.
  private static final int FEW = 16;

  private final int limit;
  private @Nullable Object[] entries = NONE; // keys at even, values at odd places
  private @Nullable Map<String, Integer> places;
  private int count;
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
    int place = place(key);
    Object before = place < 0 ? null : entries[2 * place + 1];
    int growth = size(key, kept) - (before == null ? 0 : size(key, before));
    if ((before == null && count >= limit) || size + growth > SIZE) {
      return false;
    }
    if (place < 0) {
      append(key, kept);
    } else {
      entries[2 * place + 1] = kept;
    }
    size += growth;
    return true;
  }

  private int place(String key) {
    if (places != null) {
      return places.getOrDefault(key, -1);
    }
    for (int i = 0; i < count; i++) {
      if (key.equals(entries[2 * i])) {
        return i;
      }
    }
    return -1;
  }

  private void append(String key, Object value) {
    if (2 * count == entries.length) {
      entries = Arrays.copyOf(entries, Math.max(2 * FIRST, 4 * count));
    }
    entries[2 * count] = key;
    entries[2 * count + 1] = value;
    count++;
    if (places != null) {
      places.put(key, count - 1);
    } else if (count > FEW) {
      places = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        places.put((String) entries[2 * i], i);
      }
    }
  }

  /// Keeps nothing from now on.
  ///
  /// @return the bytes of all on the heap, about
  synchronized int take() {
    taken = true;
    places = null;
    return size;
  }

  /// The notes, in the order in which their keys came.
  synchronized Map<String, Object> map() {
    Map<String, Object> map = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      map.put((String) entries[2 * i], entries[2 * i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }

  /// Bytes on the heap, about: two for a character, and the objects around.
  static int size(String key, Object value) {
    return 128 + 2 * key.length() + (value instanceof String text ? 2 * text.length() : 0);
  }
}
