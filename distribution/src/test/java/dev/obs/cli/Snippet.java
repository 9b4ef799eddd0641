package dev.obs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A fenced block of a page.
///
/// @param page the file
/// @param line the number of the first line of the block, from 1
/// @param language the word after the fence
/// @param text the lines between the fences
record Snippet(Path page, int line, String language, String text) {

  /// The language of a block without a fence.
  static final String INDENTED = "indented";

  /// Returns README, CONTRIBUTING, all pages in `docs` and of the examples, the page about the
  /// deployment files and the runbooks.
  static List<Path> pages() throws IOException {
    List<Path> pages =
        new ArrayList<>(
            List.of(
                Path.of("..", "README.md"),
                Path.of("..", "CONTRIBUTING.md"),
                Path.of("deploy", "README.md")));
    pages.addAll(pages(Path.of("..", "docs")));
    pages.addAll(pages(Path.of("deploy", "runbooks")));
    try (Stream<Path> examples = Files.list(Path.of("..", "examples"))) {
      for (Path example : examples.filter(Files::isDirectory).sorted().toList()) {
        pages.addAll(pages(example));
      }
    }
    return pages;
  }

  private static List<Path> pages(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /// Returns the blocks of all pages.
  static Stream<Snippet> all(String language) throws IOException {
    return pages().stream().flatMap(Snippet::of).filter(each -> each.language.equals(language));
  }

  private static Stream<Snippet> of(Path page) {
    List<String> lines;
    try {
      lines = Files.readAllLines(page);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    List<Snippet> snippets = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at).strip();
      if (line.startsWith("```")) {
        int end = at + 1;
        while (!lines.get(end).strip().equals("```")) {
          end++;
        }
        String text = String.join("\n", lines.subList(at + 1, end)) + "\n";
        snippets.add(new Snippet(page, at + 2, line.substring(3), text.stripIndent()));
        at = end;
      } else if (isIndentedBlock(lines, at)) {
        snippets.add(new Snippet(page, at + 1, INDENTED, line + "\n"));
      }
    }
    return snippets.stream();
  }

  /// Whether a block of code begins that has no fence, and so no language.
  private static boolean isIndentedBlock(List<String> lines, int at) {
    return lines.get(at).matches(" {4}.*\\S.*") && (at == 0 || lines.get(at - 1).isBlank());
  }

  @Override
  public String toString() {
    return page + ":" + line;
  }
}
