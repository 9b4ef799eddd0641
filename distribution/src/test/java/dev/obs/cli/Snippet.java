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

  /// Returns README, all pages in `docs`, and the page about the deployment files.
  static List<Path> pages() throws IOException {
    List<Path> pages =
        new ArrayList<>(List.of(Path.of("..", "README.md"), Path.of("deploy", "README.md")));
    try (Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
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
      if (lines.get(at).startsWith("```")) {
        int end = at + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        String text = String.join("\n", lines.subList(at + 1, end)) + "\n";
        snippets.add(new Snippet(page, at + 2, lines.get(at).substring(3), text));
        at = end;
      }
    }
    return snippets.stream();
  }

  @Override
  public String toString() {
    return page.getFileName() + ":" + line;
  }
}
