package dev.obs.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The series selectors of a PromQL expression.
final class Selectors {
  private static final Pattern LABEL_LIST =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern SELECTOR =
      Pattern.compile(
          "(?<![\\w:.\\[])([a-zA-Z_:][\\w:]*+)(\\{(?:[^}\"]|\"[^\"]*\")*})?(?!\\s*\\()");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool");

  private Selectors() {}

  static Set<String> of(String expression) {
    Set<String> selectors = new TreeSet<>();
    Matcher matcher = SELECTOR.matcher(LABEL_LIST.matcher(expression).replaceAll(" "));
    while (matcher.find()) {
      if (!OPERATORS.contains(matcher.group(1))) {
        selectors.add(matcher.group());
      }
    }
    return selectors;
  }
}
