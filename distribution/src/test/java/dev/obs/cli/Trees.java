package dev.obs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Operations on folders with their whole content.
final class Trees {
  private Trees() {}

  /// Removes a folder, if it exists; removes links in it, but not their targets.
  static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      List<Path> entries;
      try (Stream<Path> found = Files.walk(tree)) {
        entries = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path entry : entries) {
        Files.delete(entry);
      }
    }
  }
}
