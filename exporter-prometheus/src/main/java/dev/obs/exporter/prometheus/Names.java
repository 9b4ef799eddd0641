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
