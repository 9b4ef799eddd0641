package dev.obs.exporter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rotated files of a signal: `traces-20261122T101500Z.jsonl`, and
/// `traces-20261122T101500Z-1.jsonl` for the next one of the same second.
final class RotatedFiles {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final String signal;
  private final Pattern name;

  RotatedFiles(Path folder, String signal) {
    this.folder = folder;
    this.signal = signal;
    name = Pattern.compile(signal + "-(\\d{8}T\\d{6}Z)(?:-(\\d{1,9}))?\\.jsonl");
  }

  /// Returns a name for a file rotated now, after all others of the same second.
  Path next(Instant now) throws IOException {
    String stamp = STAMP.format(now);
    int number =
        list().stream()
            .filter(file -> file.stamp.equals(stamp))
            .mapToInt(file -> file.number + 1)
            .max()
            .orElse(0);
    return folder.resolve(signal + "-" + stamp + (number == 0 ? "" : "-" + number) + ".jsonl");
  }

  /// Deletes the oldest files, by the time in their names.
  void keep(long count) throws IOException {
    List<Rotated> files = list();
    for (int i = 0; i < files.size() - count; i++) {
      Files.deleteIfExists(files.get(i).path);
    }
  }

  private List<Rotated> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> parse(file).stream())
          .sorted(Comparator.comparing(Rotated::stamp).thenComparingInt(Rotated::number))
          .toList();
    }
  }

  private Optional<Rotated> parse(Path file) {
    Matcher matcher = name.matcher(file.getFileName().toString());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return Optional.of(new Rotated(file, matcher.group(1), number));
  }

  private record Rotated(Path path, String stamp, int number) {}
}
