package dev.obs.kernel.config.yaml;

import dev.obs.model.SafeText;
import java.util.Locale;

/// Repeats what a person wrote in a message: on one line, not too long, without credentials.
public final class Echo {
  private static final int QUOTED = 60;
  private static final int SHOWN = 200;

  private Echo() {}

  /// The text in quotes.
  public static String quote(String text) {
    return "'" + clean(withoutCredentials(text), QUOTED) + "'";
  }

  /// The text with everything escaped that could move the cursor or reverse the line, and cut.
  public static String clean(String text) {
    return clean(text, SHOWN);
  }

  private static String clean(String text, int limit) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), limit) + 8);
    int count = 0;
    for (int i = 0; i < text.length(); ) {
      if (count++ == limit) {
        return out.append("...").toString();
      }
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      switch (Character.getType(codePoint)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            out.append(codePoint(codePoint));
        default -> out.appendCodePoint(codePoint);
      }
    }
    return out.toString();
  }

  /// `U+001B`.
  public static String codePoint(int codePoint) {
    String hex = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
    return "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
  }

  /// Hides the user information and query of a URL, however malformed it is.
  private static String withoutCredentials(String text) {
    return text.contains("://") || text.indexOf('@') >= 0 ? SafeText.url(text) : text;
  }
}
