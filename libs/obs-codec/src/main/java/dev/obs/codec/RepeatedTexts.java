package dev.obs.codec;

import org.jspecify.annotations.Nullable;

/// Texts that come again and again, such as the keys of attributes, with their encoded form. A text
/// is kept when it comes for the second time in a row to its place, so that texts that never come
/// again cost nothing and drive no other away. Bounded; not thread-safe.
final class RepeatedTexts {
  /// The longest text that is kept, in characters.
  static final int LONGEST = 128;

  private static final int PLACES = 256;

  private final @Nullable String[] texts = new String[PLACES];
  private final byte[][] encoded = new byte[PLACES][];
  private final @Nullable String[] candidates = new String[PLACES];

  private static int place(String text) {
    int hash = text.hashCode();
    return (hash ^ hash >>> 8 ^ hash >>> 16) & PLACES - 1;
  }

  /// The encoded form of a text, or null if it is not kept.
  byte @Nullable [] find(String text) {
    int place = place(text);
    return text.equals(texts[place]) ? encoded[place] : null;
  }

  /// Notes a text that was not found, and returns whether to keep it.
  boolean isWorthKeeping(String text) {
    int place = place(text);
    boolean again = text.equals(candidates[place]);
    candidates[place] = text.length() <= LONGEST ? text : null;
    return again;
  }

  void keep(String text, byte[] form) {
    int place = place(text);
    texts[place] = text;
    encoded[place] = form;
  }
}
