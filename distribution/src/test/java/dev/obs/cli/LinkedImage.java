package dev.obs.cli;

import dev.obs.link.ImageBuilder;
import dev.obs.link.ImageSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An image of some of the modules, linked from the copies that the build made linkable.
final class LinkedImage {
  private static final Path MODULES = Path.of("target", "image-modules");

  private final Path folder;

  private LinkedImage(Path folder) {
    this.folder = folder;
  }

  /// Links the command line and what it requires, and the named modules.
  ///
  /// @param compression `zip-0` unless the size counts
  static LinkedImage of(Path folder, String compression, String... modules)
      throws IOException, InterruptedException {
    SortedSet<Path> jars;
    try (Stream<Path> files = Files.list(MODULES)) {
      jars = files.collect(Collectors.toCollection(TreeSet::new));
    }
    new ImageBuilder(
            new ImageSpec(
                "obs",
                "dev.obs.cli/dev.obs.cli.Main",
                jars,
                new TreeSet<>(List.of(modules)),
                Map.of(),
                List.of(),
                compression,
                new TreeMap<>(),
                null),
            line -> {})
        .build(folder);
    return new LinkedImage(folder);
  }

  /// Runs a command to its end, which must be good.
  ///
  /// @return what it printed
  String run(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(folder.resolve("bin/obs").toString()), Stream.of(arguments))
                    .toList())
            .redirectErrorStream(true)
            .start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes());
      if (process.waitFor() != 0) {
        throw new AssertionError("exit code " + process.exitValue() + ": " + text);
      }
      return text;
    }
  }

  /// The bytes of all files, the AOT cache left out.
  static long size(Path image) throws IOException {
    try (Stream<Path> files = Files.walk(image)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".aot"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
