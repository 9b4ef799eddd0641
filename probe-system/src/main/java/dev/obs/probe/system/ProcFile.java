package dev.obs.probe.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// A reader of the small files of `/proc` and `/sys/fs/cgroup`.
final class ProcFile {
  private static final Pattern BLANKS = Pattern.compile("[:\\s]+");

  private ProcFile() {}

  /// Returns the lines of a file. Bytes that are not UTF-8 (paths may contain them) are replaced.
  static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8).lines().toList();
  }

  /// Returns the number on the line `key number` or `key: number`.
  static OptionalLong number(List<String> lines, String key) {
    for (String line : lines) {
      String[] fields = BLANKS.split(line, -1);
      if (fields.length >= 2 && fields[0].equals(key)) {
        return number(fields[1]);
      }
    }
    return OptionalLong.empty();
  }

  /// Parses a non-negative number; empty for anything else, such as `max`.
  static OptionalLong number(String text) {
    try {
      long number = Long.parseLong(text.strip());
      return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    } catch (NumberFormatException notANumber) {
      return OptionalLong.empty();
    }
  }
}
