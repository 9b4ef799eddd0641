package dev.obs.dashboards;

import dev.obs.codec.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/// JSON for line-by-line comparison: short values stay on one line, everything else has a line for
/// each member.
final class PrettyJson {
  private static final int WIDTH = 100;
  private static final String INDENT = "  ";

  private PrettyJson() {}

  static String of(JsonObject object) {
    return text(object, "") + "\n";
  }

  private static String text(Object value, String indent) {
    return switch (value) {
      case JsonObject object -> block("{", members(object, indent + INDENT), "}", indent);
      case List<?> list -> block("[", elements(list, indent + INDENT), "]", indent);
      case String string -> new JsonWriter().value(string).toString();
      case Integer number -> new JsonWriter().value(number).toString();
      case Double number -> new JsonWriter().value(number).toString();
      case Boolean truth -> truth.toString();
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    };
  }

  private static List<String> members(JsonObject object, String indent) {
    List<String> members = new ArrayList<>();
    object.forEach((name, value) -> members.add(text(name, indent) + ": " + text(value, indent)));
    return members;
  }

  private static List<String> elements(List<?> list, String indent) {
    return list.stream().map(element -> text(element, indent)).toList();
  }

  private static String block(String open, List<String> parts, String close, String indent) {
    String line = open + String.join(", ", parts) + close;
    if (indent.length() + line.length() <= WIDTH && !line.contains("\n")) {
      return line;
    }
    String separator = "\n" + indent + INDENT;
    return open + separator + String.join("," + separator, parts) + "\n" + indent + close;
  }
}
