package dev.obs.link;

import java.util.List;
import java.util.Map;

/// A writer of JSON, indented by two spaces.
final class Json {
  private Json() {}

  /// @param value a map, a list, a number, or anything whose text is the value
  static String text(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, "\n", out);
    return out.toString();
  }

  private static void write(Object value, String line, StringBuilder out) {
    String inner = line + "  ";
    String start = "";
    switch (value) {
      case Map<?, ?> map -> {
        out.append('{');
        for (Map.Entry<?, ?> each : map.entrySet()) {
          out.append(start).append(inner);
          quote(String.valueOf(each.getKey()), out);
          out.append(": ");
          write(each.getValue(), inner, out);
          start = ",";
        }
        out.append(start.isEmpty() ? "" : line).append('}');
      }
      case List<?> list -> {
        out.append('[');
        for (Object each : list) {
          out.append(start).append(inner);
          write(each, inner, out);
          start = ",";
        }
        out.append(start.isEmpty() ? "" : line).append(']');
      }
      case Number number -> out.append(number);
      default -> quote(String.valueOf(value), out);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
