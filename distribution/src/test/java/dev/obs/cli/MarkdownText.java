package dev.obs.cli;

/// Texts in a table of Markdown.
final class MarkdownText {
  private MarkdownText() {}

  static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  static String text(String text) {
    return text.replaceAll("([|*<])", "\\\\$1");
  }
}
