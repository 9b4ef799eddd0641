package dev.obs.example.openapi;

/// Names in jars and class files are whatever somebody put there; a terminal that shows them should
/// not obey them.
final class Printable {

  private Printable() {}

  /// The text with a question mark for each control character.
  static String of(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029]", "?");
  }
}
