package dev.obs.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Java that is installed on this machine, with or without a compiler.
///
/// @param home its folder
/// @param version its feature version, such as 21
public record InstalledJava(Path home, int version) {
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  /// Returns those of some versions, each folder once.
  ///
  /// @param first the lowest version
  /// @param last the highest version
  public static List<InstalledJava> between(int first, int last) {
    Path user = Path.of(System.getProperty("user.home"));
    return in(
            List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/opt/java"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks")))
        .stream()
        .filter(java -> java.version >= first && java.version <= last)
        .toList();
  }

  /// Returns those in the sub-folders of some folders, which need not exist.
  static List<InstalledJava> in(List<Path> folders) {
    Map<Path, InstalledJava> found = new LinkedHashMap<>();
    for (Path folder : folders) {
      for (Path home : children(folder)) {
        of(home).ifPresent(java -> found.putIfAbsent(java.home, java));
      }
    }
    return new ArrayList<>(found.values());
  }

  /// Returns its launcher.
  public Path launcher() {
    return home.resolve("bin/java");
  }

  private static Optional<InstalledJava> of(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isRegularFile(release)) {
      return Optional.empty();
    }
    try {
      Matcher version = VERSION.matcher(Files.readString(release));
      return version.find()
          ? Optional.of(new InstalledJava(home.toRealPath(), Integer.parseInt(version.group(1))))
          : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
