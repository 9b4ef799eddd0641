package dev.obs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The deployed parts: the files of the repository, and the image of the build.
final class Deployment {
  /// The deployment files.
  static final Path FILES =
      Path.of("..", "..", "distribution", "deploy").toAbsolutePath().normalize();

  /// The linked image.
  static final Path IMAGE =
      Path.of("..", "..", "distribution", "target", "image").toAbsolutePath().normalize();

  private Deployment() {}

  /// Runs `obs deploy` of the image.
  static Program.Result deploy(Object... arguments) throws Exception {
    List<Object> all = new ArrayList<>(List.of("deploy"));
    all.addAll(Arrays.asList(arguments));
    return Program.run(IMAGE.resolve("bin/obs"), all.toArray());
  }

  /// Returns the files of a folder by their paths in it.
  static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
