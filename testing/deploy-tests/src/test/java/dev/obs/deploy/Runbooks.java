package dev.obs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The runbook pages of alerts.
final class Runbooks {
  static final Path FOLDER = Deployment.FILES.resolve("runbooks");
  static final Path INDEX = FOLDER.resolve("README.md");

  private static final Pattern QUERY = Pattern.compile("(?s)```promql\n(.*?)\n```");

  private Runbooks() {}

  /// Returns the file names of all pages but the index.
  static Set<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> !file.equals(INDEX))
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  static String text(String page) throws IOException {
    return Files.readString(FOLDER.resolve(page));
  }

  /// Returns the queries that the pages recommend.
  static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    for (String page : pages()) {
      QUERY.matcher(text(page)).results().forEach(match -> queries.add(match.group(1)));
    }
    return queries;
  }
}
