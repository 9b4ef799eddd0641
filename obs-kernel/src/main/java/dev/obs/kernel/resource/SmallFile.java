package dev.obs.kernel.resource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// The texts of files that may be absent or unreadable, which then are empty.
final class SmallFile {
  private SmallFile() {}

  /// The first line, without white space around it; empty if it is blank.
  static Optional<String> firstLine(Path file) {
    return first(file, line -> Optional.of(line.strip())).filter(line -> !line.isEmpty());
  }

  /// The result for the first line that has one.
  static <T> Optional<T> first(Path file, Function<String, Optional<T>> of) {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      return lines.lines().map(of).flatMap(Optional::stream).findFirst();
    } catch (IOException | UncheckedIOException | SecurityException unreadable) {
      return Optional.empty();
    }
  }
}
