package dev.obs.example.openapi;

/// A filter of names in jars and class files, which may contain any text, for safe display in a
/// terminal.
final class Printable {

  private Printable() {}

  /// Returns the text with a question mark for each control character.
  static String of(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029]", "?");
  }
}
