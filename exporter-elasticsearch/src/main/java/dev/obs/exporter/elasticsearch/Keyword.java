package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonWriter;
import org.jspecify.annotations.Nullable;

/// Text for a field that is searched as a whole.
final class Keyword {
  /// Lucene accepts no term above 32,766 bytes, and Elasticsearch then refuses the document; a
  /// character takes up to 3 bytes.
  private static final int MAX_LENGTH = 10_000;

  private Keyword() {}

  /// Returns the text, cut if it is too long.
  static String of(String text) {
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
  }

  /// Writes a field, unless its value is null or empty.
  static void write(String name, @Nullable String value, JsonWriter json) {
    if (value != null && !value.isEmpty()) {
      json.name(name).value(of(value));
    }
  }
}
