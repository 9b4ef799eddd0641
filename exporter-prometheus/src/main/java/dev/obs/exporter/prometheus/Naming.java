package dev.obs.exporter.prometheus;

/// The names of a page.
///
/// @param utf8 whether names keep all characters; Prometheus reads them in quotation marks
/// @param suffixes whether the unit and the type are part of a metric's name
record Naming(boolean utf8, boolean suffixes) {

  String metric(String name) {
    return utf8 ? Names.utf8(name) : Names.metric(name);
  }

  String label(String key) {
    if (utf8) {
      return key.equals("__name__") ? Names.label(key) : Names.utf8(key);
    }
    return Names.label(key);
  }

  /// Returns whether a metric's name ends with a word.
  boolean hasWord(String name, String word) {
    int before = name.length() - word.length() - 1;
    return name.equals(word)
        || (before >= 0
            && name.endsWith(word)
            && (name.charAt(before) == '_' || (utf8 && name.charAt(before) == '.')));
  }
}
