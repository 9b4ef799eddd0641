package dev.obs.kernel.operation;

import dev.obs.kernel.trace.AttributeTable;
import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The metadata of one operation, bounded in number and size. Written by one thread.
final class Notes extends AttributeTable {
  /// The longest text.
  static final int VALUE = 4_096;

  private static final int SIZE = 256 * 1024;

  /// So many notes are within the size, however long their names and texts are.
  static final int SMALL = SIZE / size("x".repeat(256), "x".repeat(VALUE));

  private int bytes;

  Notes() {
    super(0);
  }

  /// Adds a note, or replaces the one of its name.
  ///
  /// @param limit how many are kept
  /// @return false if there was no room for it
  boolean put(AttributeKey<?> key, Object value, int limit) {
    String name = key.getKey();
    Object kept = value instanceof String text ? SafeText.shorten(text, VALUE) : value;
    Object before = value(name);
    int growth = size(name, kept) - (before == null ? 0 : size(name, before));
    if ((before == null && size() >= limit) || bytes + growth > SIZE) {
      return false;
    }
    put(key, kept, limit, VALUE);
    bytes += growth;
    return true;
  }

  /// Puts the notes of others that have room, also while another thread writes them.
  ///
  /// @return how many had none
  int putAll(@Nullable AttributeTable others, int limit) {
    int[] refused = {0};
    if (others != null) {
      others.forEachWritten(
          (key, value) -> refused[0] += !isNote(key) || put(key, value, limit) ? 0 : 1);
    }
    return refused[0];
  }

  /// Whether an attribute of a span that also has the notes is a note: the kernel's own attributes
  /// have keys that no application gets.
  @SuppressWarnings("ReferenceEquality") // an application may use an equal key
  private static boolean isNote(AttributeKey<?> key) {
    return key != OperationMonitor.CORRELATION_ID
        && key != OperationMonitor.MEMORY
        && key != OperationMonitor.CPU;
  }

  /// The bytes of all notes of a table on the heap, about.
  static int bytes(AttributeTable table) {
    if (table instanceof Notes notes) {
      return notes.bytes;
    }
    int[] bytes = {0};
    table.forEach((key, value) -> bytes[0] += isNote(key) ? size(key.getKey(), value) : 0);
    return bytes[0];
  }

  /// The notes of a table, in the order in which their names came.
  static Map<String, Object> map(AttributeTable table) {
    Map<String, Object> map = LinkedHashMap.newLinkedHashMap(table.size());
    table.forEach((key, value) -> {
      if (isNote(key)) {
        map.put(key.getKey(), value);
      }
    });
    return Collections.unmodifiableMap(map);
  }

  /// Bytes on the heap, about: two for a character, and the objects around.
  static int size(String name, Object value) {
    return 128 + 2 * name.length() + (value instanceof String text ? 2 * text.length() : 0);
  }
}
