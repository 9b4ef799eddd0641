package dev.obs.link;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The options of [Main].
final class ImageOptions {
  private static final Set<String> NAMES =
      Set.of(
          "--output",
          "--name",
          "--main",
          "--jar",
          "--jars",
          "--add-modules",
          "--optional",
          "--jvm-option",
          "--compress",
          "--file",
          "--own-file",
          "--train",
          "--train-argument",
          "--keep-modules");

  private final Options options;

  /// @throws IllegalArgumentException if an option is unknown or lacks its value
  ImageOptions(String... args) {
    options = new Options(NAMES, args);
  }

  Path output() {
    return options.path("--output");
  }

  /// @throws IllegalArgumentException if a value is missing or malformed
  ImageSpec spec() throws IOException {
    NavigableMap<String, Path> shared = files("--file");
    NavigableMap<String, Path> files = files("--own-file");
    files.putAll(shared);
    return new ImageSpec(
        List.of(new Launch(options.one("--name"), options.one("--main"), training())),
        jars(),
        options.names("--add-modules"),
        optional(),
        options.all("--jvm-option"),
        options.find("--compress").orElse("zip-9"),
        files,
        recipe(shared.navigableKeySet()));
  }

  private @Nullable AotTraining training() {
    return options
        .find("--train")
        .map(main -> new AotTraining(main, options.all("--train-argument"), null))
        .orElse(null);
  }

  private @Nullable Recipe recipe(NavigableSet<String> files) {
    return Boolean.parseBoolean(options.find("--keep-modules").orElse("false"))
        ? new Recipe(
            options.one("--name"),
            options.one("--main"),
            options.one("--train"),
            options.names("--add-modules"),
            options.all("--jvm-option"),
            files)
        : null;
  }

  private NavigableSet<Path> jars() throws IOException {
    NavigableSet<Path> jars = new TreeSet<>(options.paths("--jar"));
    for (String list : options.all("--jars")) {
      for (String jar : Files.readString(Path.of(list)).strip().split(File.pathSeparator, -1)) {
        jars.add(Path.of(jar));
      }
    }
    return jars;
  }

  private Map<String, Set<String>> optional() {
    Map<String, Set<String>> optional = new HashMap<>();
    for (String rule : options.all("--optional")) {
      String[] names = pair("--optional", rule, ':');
      optional.computeIfAbsent(names[0], name -> new HashSet<>()).add(names[1]);
    }
    return optional;
  }

  private NavigableMap<String, Path> files(String option) throws IOException {
    NavigableMap<String, Path> files = new TreeMap<>();
    for (String rule : options.all(option)) {
      String[] paths = pair(option, rule, '=');
      add(paths[0], Path.of(paths[1]), files);
    }
    return files;
  }

  /// Adds a file, or all files in a folder.
  private static void add(String name, Path file, Map<String, Path> files) throws IOException {
    if (!Files.isDirectory(file)) {
      files.put(name, file);
      return;
    }
    try (Stream<Path> found = Files.walk(file)) {
      found
          .filter(Files::isRegularFile)
          .forEach(each -> files.put(name + "/" + file.relativize(each), each));
    }
  }

  private static String[] pair(String option, String value, char separator) {
    int at = value.indexOf(separator);
    if (at < 1) {
      throw new IllegalArgumentException(
          "%s '%s': expected two parts separated by '%s'".formatted(option, value, separator));
    }
    return new String[] {value.substring(0, at), value.substring(at + 1)};
  }
}
