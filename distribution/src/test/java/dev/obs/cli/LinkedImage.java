package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// An image that `obs link` of the full image builds.
///
/// @param folder its folder
/// @param report the output of the linking
record LinkedImage(Path folder, String report) {
  /// Linking takes seconds, training more of them, and the machine may be busy.
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final List<String> QUICK = List.of("--no-aot", "--compress", "zip-0");

  /// Links quickly, into a folder `image` beside the test's other files.
  static LinkedImage quick(Path folder, String... args) throws IOException, InterruptedException {
    return link(folder, Stream.concat(QUICK.stream(), Stream.of(args)).toArray(String[]::new));
  }

  /// Links with the default settings.
  static LinkedImage link(Path folder, String... args) throws IOException, InterruptedException {
    try (ImageProcess link = start(folder, args)) {
      assertEquals(0, link.exitCode(LIMIT), link::toString);
      assertEquals("", link.err());
      return new LinkedImage(folder.resolve("image"), link.out());
    }
  }

  /// Runs `obs link` with invalid input.
  ///
  /// @return the error output
  static String refuse(int exitCode, Path folder, String... args)
      throws IOException, InterruptedException {
    try (ImageProcess link = start(folder, args)) {
      assertEquals(exitCode, link.exitCode(LIMIT), link::toString);
      return link.err();
    }
  }

  static ImageProcess start(Path folder, String... args) throws IOException {
    return ImageProcess.start(
        folder,
        Map.of(),
        Stream.concat(Stream.of("link", "--output", "image"), Stream.of(args))
            .toArray(String[]::new));
  }

  /// Runs `bin/obs` to a successful end.
  ///
  /// @return the output
  String run(String... args) throws IOException, InterruptedException {
    return runLauncher("obs", args);
  }

  String runLauncher(String name, String... args) throws IOException, InterruptedException {
    try (ImageProcess process = launch(name, args)) {
      assertEquals(0, process.exitCode(), process::toString);
      assertEquals("", process.err());
      return process.out();
    }
  }

  ImageProcess launch(String name, String... args) throws IOException {
    return ImageProcess.start(
        folder.resolve("bin").resolve(name), folder.getParent(), Map.of(), args);
  }

  /// Returns the modules in the output of `obs modules`.
  SortedSet<String> modules() throws IOException, InterruptedException {
    SortedSet<String> modules = new TreeSet<>();
    for (JsonNode extension : new ObjectMapper().readTree(run("modules", "--json"))) {
      modules.add(extension.get("module").asText());
    }
    return modules;
  }

  /// Returns the size of all files in bytes, without the AOT cache.
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
