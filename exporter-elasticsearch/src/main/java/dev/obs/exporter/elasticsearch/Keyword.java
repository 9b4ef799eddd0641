package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import org.jspecify.annotations.Nullable;

/// A writer of text for fields that are searched as a whole.
final class Keyword {
  /// Lucene accepts no term above 32,766 bytes, and Elasticsearch then refuses the document; a
  /// character takes up to 3 bytes.
  static final int MAX_LENGTH = 10_000;

  private final Shortening shortening;

  /// @param shortening the account of texts that are cut
  Keyword(Shortening shortening) {
    this.shortening = shortening;
  }

  /// Returns the text, cut before a whole character if it is too long.
  String of(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    shortening.count(Shortening.Reason.LENGTH);
    boolean splits = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
    return text.substring(0, splits ? MAX_LENGTH - 1 : MAX_LENGTH);
  }

  /// Writes a field, unless its value is null or empty.
  void write(String name, @Nullable String value, JsonWriter json) {
    if (value != null && !value.isEmpty()) {
      json.name(name).value(of(value));
    }
  }
}
