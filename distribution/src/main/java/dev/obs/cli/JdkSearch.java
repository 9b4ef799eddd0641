package dev.obs.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The search for a JDK to link with: the named one, else those in the environment, else those in
/// the usual places.
final class JdkSearch {
  private final Map<String, String> environment;
  private final List<Path> places;

  /// @param places folders whose subfolders may be JDKs
  JdkSearch(Map<String, String> environment, List<Path> places) {
    this.environment = Map.copyOf(environment);
    this.places = List.copyOf(places);
  }

  /// Creates a search on this machine.
  static JdkSearch here() {
    Path home = Path.of(System.getProperty("user.home"));
    return new JdkSearch(
        System.getenv(),
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt/java"),
            home.resolve(".sdkman/candidates/java"),
            home.resolve(".jdks"),
            Path.of("/Library/Java/JavaVirtualMachines")));
  }

  /// @param named the JDK to use, or null to search
  /// @throws CommandException if it is not usable, or none is found
  Jdk find(@Nullable Path named) {
    if (named != null) {
      Jdk jdk = Jdk.at(named);
      if (!jdk.usable()) {
        throw new CommandException(
            "--jdk %s: %s; linking needs a JDK %d or later with jlink"
                .formatted(named, jdk.flaw(), Jdk.OLDEST));
      }
      return jdk;
    }
    List<String> seen = new ArrayList<>();
    return Stream.<List<Jdk>>of(javaHome(), path(), places())
        .flatMap(List::stream)
        .peek(jdk -> seen.add(jdk.home() + " (" + jdk.flaw() + ")"))
        .filter(Jdk::usable)
        .findFirst()
        .orElseThrow(() -> new CommandException(none(seen)));
  }

  private String none(List<String> seen) {
    return """
    linking needs a JDK %d or later with jlink, and none was found by JAVA_HOME, on the PATH or in %s: \
    %s; get one from https://adoptium.net and name it by --jdk DIR\
    """
        .formatted(
            Jdk.OLDEST,
            places.stream().map(Path::toString).collect(Collectors.joining(", ")),
            seen.isEmpty()
                ? "found no Java"
                : "found only " + String.join(", ", new LinkedHashSet<>(seen)));
  }

  private List<Jdk> javaHome() {
    String home = environment.getOrDefault("JAVA_HOME", "");
    return home.isBlank() ? List.of() : List.of(Jdk.at(Path.of(home)));
  }

  /// Returns the JDKs of `javac` and `java` in the `PATH`, links followed.
  private List<Jdk> path() {
    Set<Path> homes = new LinkedHashSet<>();
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (String program : List.of("javac", "java")) {
        if (!folder.isEmpty()) {
          real(Path.of(folder, program))
              .map(Path::getParent)
              .map(Path::getParent)
              .ifPresent(homes::add);
        }
      }
    }
    return homes.stream().map(Jdk::at).toList();
  }

  private static Optional<Path> real(Path file) {
    try {
      return Optional.of(file.toRealPath());
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /// Returns the JDKs in the usual places, the oldest suitable one first, because it is the nearest
  /// to the tested one, and unsuitable ones last.
  private List<Jdk> places() {
    Set<Path> homes = new LinkedHashSet<>();
    for (Path place : places) {
      try (Stream<Path> folders = Files.list(place)) {
        folders
            .filter(Files::isDirectory)
            .sorted()
            .flatMap(folder -> real(folder).stream())
            .forEach(homes::add);
      } catch (IOException absent) {
        // most of the places do not exist
      }
    }
    return homes.stream()
        .map(Jdk::at)
        .sorted(Comparator.comparing(Jdk::usable).reversed().thenComparingInt(Jdk::version))
        .toList();
  }
}
