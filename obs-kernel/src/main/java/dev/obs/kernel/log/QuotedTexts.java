package dev.obs.kernel.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Short texts with their form as a string of JSON: names of loggers, threads and attributes. A new
/// text replaces an old one in its slot. Used by one thread.
final class QuotedTexts {
  /// A power of two.
  private static final int SLOTS = 512;

  private static final int MAX_LENGTH = 128;

  private final @Nullable String[] texts = new @Nullable String[SLOTS];
  private final byte[][] quoted = new byte[SLOTS][];

  /// Returns the string of a text, or null if it is not known.
  byte @Nullable [] get(String text) {
    int slot = slot(text);
    return text.equals(texts[slot]) ? quoted[slot] : null;
  }

  /// Keeps the string of a text that is short.
  ///
  /// @param json holds the string, from one index to another
  void put(String text, byte[] json, int from, int to) {
    if (text.length() <= MAX_LENGTH) {
      int slot = slot(text);
      quoted[slot] = Arrays.copyOfRange(json, from, to);
      texts[slot] = text;
    }
  }

  private static int slot(String text) {
    int hash = text.hashCode();
    return (hash ^ hash >>> 9 ^ hash >>> 18) & SLOTS - 1;
  }
}
