package dev.obs.kernel.config.yaml;

import java.util.Locale;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Says in our words what the YAML parser could not read.
final class YamlErrors {
  private YamlErrors() {}

  static String explain(MarkedYamlEngineException invalid, String text, Place place) {
    String problem = String.valueOf(invalid.getProblem());
    String line = line(text, place.line());
    if (problem.contains("TAB") || indentation(line).indexOf('\t') >= 0) {
      return "a tab cannot be used for indentation; use spaces";
    }
    StringBuilder message = new StringBuilder("not valid YAML: ").append(lowerCase(problem));
    if (invalid.getContext() != null) {
      message.append(' ').append(lowerCase(invalid.getContext()));
      invalid
          .getContextMark()
          .ifPresent(mark -> message.append(" in line ").append(mark.getLine() + 1));
    }
    if (line.contains("${")) {
      message.append("; within [ ] and { } write \"${NAME}\" in quotes");
    }
    return message.toString();
  }

  private static String lowerCase(String words) {
    String clean = Echo.clean(words.strip());
    return clean.isEmpty()
        ? clean
        : clean.substring(0, 1).toLowerCase(Locale.ROOT) + clean.substring(1);
  }

  private static String indentation(String line) {
    int end = 0;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
      end++;
    }
    return line.substring(0, end);
  }

  private static String line(String text, int number) {
    int start = 0;
    for (int line = 1; line < number; line++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return "";
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    return end < 0 ? text.substring(start) : text.substring(start, end);
  }
}
