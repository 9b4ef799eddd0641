package dev.obs.exporter.elasticsearch;

import dev.obs.exporter.elasticsearch.AnswerReader.ServerError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The field for which Elasticsearch refuses a document, as its message names it.
final class RefusedField {
  /// In place of a name: the index has no room for further fields.
  static final String ALL_ATTRIBUTES = "*";

  private static final List<Pattern> NAMES =
      List.of(
          Pattern.compile("failed to parse field \\[(.+?)] of type "),
          Pattern.compile("object mapping for \\[(.+?)] tried to parse "),
          Pattern.compile("Existing mapping for \\[(.+?)] must be of type object "),
          Pattern.compile("mapper \\[(.+?)] cannot be changed from type "),
          Pattern.compile("(?i)can't merge a non[- ](?:object|nested) mapping \\[(.+?)] with "),
          Pattern.compile("due to object field \\[(.+?)](?:$|\\s)"),
          Pattern.compile("immense term in field=\"(.+?)\" \\("),
          Pattern.compile("Flattened field \\[(.+?)] contains one immense field"));

  private static final Pattern STRICT =
      Pattern.compile("dynamic introduction of \\[(.+?)] within \\[(.+?)] is not allowed");

  private static final Pattern TOO_MANY = Pattern.compile("Limit of total fields \\[");

  private RefusedField() {}

  /// Returns the path of the field, empty if the message names none.
  static String in(ServerError error) {
    for (Pattern pattern : NAMES) {
      Matcher name = pattern.matcher(error.reason());
      if (name.find()) {
        return name.group(1);
      }
    }
    Matcher strict = STRICT.matcher(error.reason());
    if (strict.find()) {
      String name = strict.group(1);
      return strict.group(2).equals("_doc") ? name : strict.group(2) + "." + name;
    }
    return TOO_MANY.matcher(error.reason()).find() ? ALL_ATTRIBUTES : "";
  }
}
