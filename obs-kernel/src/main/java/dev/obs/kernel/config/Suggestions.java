package dev.obs.kernel.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds what a person probably meant.
public final class Suggestions {
  private static final int LONGEST = 64;

  private Suggestions() {}

  /// The known word nearest to the given one, or null if none is near. Case and separators do not
  /// count: `sampleRate` and `sample-rate` are `sample_rate`.
  public static @Nullable String nearest(String word, Collection<String> known) {
    String given = normal(word);
    if (given.length() > LONGEST) {
      return null;
    }
    String best = null;
    int smallest = Math.max(1, given.length() / 3) + 1;
    for (String each : known) {
      int distance = distance(given, normal(each), smallest);
      if (distance < smallest) {
        smallest = distance;
        best = each;
      }
    }
    return best;
  }

  private static String normal(String word) {
    StringBuilder out = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c != '_' && c != '-' && c != ' ') {
        out.append(c);
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  /// Optimal string alignment: insertions, deletions, replacements, swaps of neighbours.
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replace, Math.min(previous[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, beforePrevious[j - 2] + 1);
        }
        row[j] = least;
      }
      int[] free = beforePrevious;
      beforePrevious = previous;
      previous = row;
      row = free;
    }
    return previous[b.length()];
  }
}
