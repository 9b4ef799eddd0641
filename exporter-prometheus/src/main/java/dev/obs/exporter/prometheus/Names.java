package dev.obs.exporter.prometheus;

/// Names for Prometheus: each run of invalid characters becomes one `_`.
final class Names {

  private Names() {}

  /// Returns a metric's name: `[a-zA-Z_:][a-zA-Z0-9_:]*`
  static String metric(String name) {
    return clean(name, true);
  }

  /// Returns a label's name: `[a-zA-Z_][a-zA-Z0-9_]*`
  static String label(String name) {
    return clean(name, false);
  }

  /// Returns a name with all its characters, except half characters, which UTF-8 does not have.
  static String utf8(String name) {
    if (name.isEmpty()) {
      return "_";
    }
    StringBuilder valid = new StringBuilder(name.length());
    name.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(valid::appendCodePoint);
    return valid.toString();
  }

  /// Returns whether a name needs no quotation marks.
  static boolean isPlain(String name, boolean colon) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && !(c == ':' && colon) && !(c >= '0' && c <= '9' && i > 0)) {
        return false;
      }
    }
    return true;
  }

  private static String clean(String name, boolean colon) {
    StringBuilder clean = new StringBuilder(name.length() + 1);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (digit && clean.isEmpty()) {
        clean.append('_');
      }
      if (digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c == ':' && colon)) {
        clean.append(c);
      } else if (clean.isEmpty() || clean.charAt(clean.length() - 1) != '_') {
        clean.append('_');
      }
    }
    return clean.isEmpty() ? "_" : clean.toString();
  }
}
