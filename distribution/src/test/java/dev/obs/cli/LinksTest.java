package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The links between the pages of the documentation, which must refer to existing files.
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!\\w+:)([^)#]+)");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<Path> pages = new ArrayList<>(Snippet.pages());
    pages.add(Path.of("..", "CHANGELOG.md"));
    pages.add(Path.of("..", "benchmarks", "README.md"));

    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          broken.add(page + ": " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), broken);
  }
}
