package dev.obs.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Programs on the path, most of which are in a package of Debian.
public final class Programs {
  private Programs() {}

  /// Returns the first existing program of these names, because a package may rename a program.
  public static Optional<Path> find(String... names) {
    List<String> folders =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .toList();
    return Arrays.stream(names)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// @throws IllegalStateException if it is not installed, with the package that contains it
  static Path require(String debianPackage, String... names) {
    return find(names)
        .orElseThrow(() ->
            new IllegalStateException(
                String.join(" or ", names)
                    + " is not on the path; install it with: apt-get install "
                    + debianPackage));
  }
}
