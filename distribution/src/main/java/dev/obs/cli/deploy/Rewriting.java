package dev.obs.cli.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The replacement of the files' default values with a deployment's values. The default values have
/// no other meaning in the files, so the files need no template language and are valid unchanged.
final class Rewriting {
  /// The text before one of our paths, but not before a path of another server.
  private static final String START = "(?<=[\\s\"'`(]|" + Values.WRITTEN.healthPort() + ")";

  private final List<String> replacements = new ArrayList<>();
  private final StringBuilder patterns = new StringBuilder();
  private final Pattern pattern;

  private Rewriting(Values values, String runbooks) {
    Values written = Values.WRITTEN;
    rule("(?<![A-Za-z0-9])" + Pattern.quote(written.name()) + "(?![A-Za-z0-9])", values.name());
    rule(number(written.healthPort()), Integer.toString(values.healthPort()));
    rule(number(written.metricsPort()), Integer.toString(values.metricsPort()));
    rule(START + path(written.livenessPath()), values.livenessPath());
    rule(START + path(written.readinessPath()), values.readinessPath());
    rule(
        "(?<=path: |path: \"|" + written.metricsPort() + ")" + path(written.metricsPath()),
        values.metricsPath());
    rule(folder(written.spoolPath()), values.spoolPath());
    rule(folder(written.volumePath()), values.volumePath());
    rule(mebibytes(written.volumeSize()), values.volumeSize() + "Mi");
    rule(mebibytes(written.diskRequest()), values.diskRequest() + "Mi");
    rule(mebibytes(written.diskLimit()), values.diskLimit() + "Mi");
    rule(Pattern.quote(Runbooks.SERVED), runbooks);
    rule(Pattern.quote(Runbooks.tested(Runbooks.SERVED)), Runbooks.tested(runbooks));
    pattern = Pattern.compile(patterns.toString());
  }

  /// @param runbooks the base address of the runbooks
  static Rewriting to(Values values, String runbooks) {
    return new Rewriting(values, runbooks);
  }

  /// Returns a text with the values, each written in the text's language. One pass, so that an
  /// inserted value is never replaced.
  String apply(String text, Language language) {
    return pattern
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(language.write(before(found, text), replacement(found))));
  }

  /// Returns the line's text before a place.
  private static String before(MatchResult found, String text) {
    return text.substring(text.lastIndexOf('\n', found.start() - 1) + 1, found.start());
  }

  private String replacement(MatchResult found) {
    int rule = 1;
    while (found.group(rule) == null) {
      rule++;
    }
    return replacements.get(rule - 1);
  }

  private void rule(String regex, String replacement) {
    patterns.append(patterns.isEmpty() ? "" : "|").append('(').append(regex).append(')');
    replacements.add(replacement);
  }

  private static String number(int number) {
    return "(?<!\\d)" + number + "(?!\\d)";
  }

  private static String path(String path) {
    return Pattern.quote(path) + "(?![\\w/-])";
  }

  private static String folder(String path) {
    return Pattern.quote(path) + "(?![\\w-])";
  }

  private static String mebibytes(long number) {
    return "(?<!\\d)" + number + "Mi\\b";
  }
}
