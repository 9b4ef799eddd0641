package dev.obs.example.openapi;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// A printer of a tree of maps, lists, strings, numbers and booleans as JSON (RFC 8259), indented,
/// in the order of the maps.
final class Json {
  private final StringBuilder out = new StringBuilder();

  private Json() {}

  static String print(Object tree) {
    Json json = new Json();
    json.value(tree, "\n");
    return json.out.append('\n').toString();
  }

  private void value(Object value, String newLine) {
    switch (value) {
      case Map<?, ?> map when map.isEmpty() -> out.append("{}");
      case List<?> list when list.isEmpty() -> out.append("[]");
      case Map<?, ?> map -> object(map, newLine);
      case List<?> list -> array(list, newLine);
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      default -> string(value.toString());
    }
  }

  private void object(Map<?, ?> map, String newLine) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator();
    while (members.hasNext()) {
      Map.Entry<?, ?> member = members.next();
      out.append(newLine).append("  ");
      string(member.getKey().toString());
      out.append(": ");
      value(member.getValue(), newLine + "  ");
      out.append(members.hasNext() ? "," : newLine);
    }
    out.append('}');
  }

  private void array(List<?> list, String newLine) {
    out.append('[');
    Iterator<?> elements = list.iterator();
    while (elements.hasNext()) {
      out.append(newLine).append("  ");
      value(elements.next(), newLine + "  ");
      out.append(elements.hasNext() ? "," : newLine);
    }
    out.append(']');
  }

  /// Writes a string. Names in class files may contain any character, including control characters
  /// and lone surrogates.
  private void string(String text) {
    out.append('"');
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
          } else if (c < 0x20 || c == 0x7F) {
            out.append("\\u%04x".formatted(c));
          } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            out.append('\uFFFD');
          } else {
            out.appendCodePoint(c);
          }
        });
    out.append('"');
  }
}
