package dev.obs.example.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A path with variables, as OpenAPI writes it: `/users/{id}`.
///
/// @param template the path, its variables' names unique
/// @param variables the variables in order
/// @param shape the path without its variables' names: two templates of one shape match the same
///   requests, so a document may contain only one of them
record PathTemplate(String template, List<String> variables, String shape) {

  /// Parses the syntax of the frameworks: `{id}`, `{ id : \d{1,3} }`, `{*rest}`. A repeated
  /// variable is numbered; a brace without its partner is an ordinary character.
  static PathTemplate parse(String path) {
    StringBuilder template = new StringBuilder();
    StringBuilder shape = new StringBuilder();
    List<String> variables = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String rooted = ("/" + path).replaceAll("/{2,}", "/");
    for (int i = 0; i < rooted.length(); i++) {
      char c = rooted.charAt(i);
      int end = c == '{' ? closing(rooted, i) : -1;
      if (end > i) {
        String name = unique(name(rooted.substring(i + 1, end)), names);
        variables.add(name);
        template.append('{').append(name).append('}');
        shape.append("{}");
        i = end;
      } else {
        template.append(literal(c));
        shape.append(literal(c));
      }
    }
    return new PathTemplate(template.toString(), List.copyOf(variables), shape.toString());
  }

  /// Joins one path below another.
  static String join(String prefix, String path) {
    if (path.isEmpty()) {
      return prefix;
    }
    return strip(prefix) + (path.startsWith("/") ? path : "/" + path);
  }

  /// Removes the slashes at the end.
  static String strip(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  private static int closing(String path, int open) {
    int depth = 0;
    for (int i = open; i < path.length(); i++) {
      switch (path.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case '}' -> {
          if (--depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /// Returns only the name, without a regular expression and without characters that would end it.
  private static String name(String variable) {
    int colon = variable.indexOf(':');
    String name = colon < 0 ? variable : variable.substring(0, colon);
    name = name.strip().replaceFirst("^\\*", "").replaceAll("[{}/?#]", "");
    return name.isEmpty() ? "variable" : name;
  }

  private static String unique(String name, Set<String> names) {
    String candidate = name;
    for (int i = 2; !names.add(candidate); i++) {
      candidate = name + i;
    }
    return candidate;
  }

  private static String literal(char c) {
    return switch (c) {
      case '{' -> "%7B";
      case '}' -> "%7D";
      case '?' -> "%3F";
      case '#' -> "%23";
      default -> String.valueOf(c);
    };
  }
}
