package dev.obs.http.listener;

/// The character classes of the HTTP grammar.
final class Ascii {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private Ascii() {}

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isDigits(String text) {
    return text.chars().allMatch(c -> isDigit((char) c));
  }

  /// Returns whether a text is a token (RFC 9110, section 5.6.2), such as a method or a field's
  /// name.
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && TOKEN_MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Returns whether a text is a valid field value (RFC 9110, section 5.5): no control character
  /// except the tab.
  static boolean isFieldValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
        return false;
      }
    }
    return true;
  }
}
