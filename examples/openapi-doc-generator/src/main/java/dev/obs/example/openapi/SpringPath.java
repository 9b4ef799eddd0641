package dev.obs.example.openapi;

/// Spring's path patterns as templates.
final class SpringPath {

  private SpringPath() {}

  /// Replaces placeholders `${key:default}` with their default, or with a variable if they have
  /// none, and wildcards with variables.
  static String plain(String pattern) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      int end = pattern.indexOf('}', i);
      if (c == '$' && pattern.startsWith("{", i + 1) && end > 0) {
        end = closing(pattern, i + 1);
        plain.append(placeholder(pattern.substring(i + 2, end)));
        i = end;
      } else if (c == '{' && end > 0) {
        end = closing(pattern, i);
        plain.append(pattern, i, end + 1);
        i = end;
      } else if (c == '*') {
        i += pattern.startsWith("*", i + 1) ? 1 : 0;
        plain.append("{wildcard}");
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static String placeholder(String content) {
    int colon = content.indexOf(':');
    return colon < 0 ? "{" + content + "}" : plain(content.substring(colon + 1));
  }

  /// Returns the partner of the brace at `open`, or the last character if it has none.
  private static int closing(String pattern, int open) {
    int depth = 0;
    for (int i = open; i < pattern.length(); i++) {
      depth += pattern.charAt(i) == '{' ? 1 : pattern.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return pattern.length() - 1;
  }
}
