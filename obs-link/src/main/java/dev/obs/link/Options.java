package dev.obs.link;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The options of [Main].
final class Options {
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
          "--train",
          "--train-argument");

  private final Map<String, List<String>> values = new HashMap<>();

  /// @throws IllegalArgumentException if an option is unknown or lacks its value
  Options(String... args) {
    for (int i = 0; i < args.length; i += 2) {
      if (!NAMES.contains(args[i])) {
        throw new IllegalArgumentException(
            "unknown option '%s'; known are %s".formatted(args[i], new TreeSet<>(NAMES)));
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      values.computeIfAbsent(args[i], name -> new ArrayList<>()).add(args[i + 1]);
    }
  }

  Path output() {
    return Path.of(one("--output")).toAbsolutePath().normalize();
  }

  /// @throws IllegalArgumentException if a value is missing or malformed
  ImageSpec spec() throws IOException {
    return new ImageSpec(
        one("--name"),
        one("--main"),
        jars(),
        roots(),
        optional(),
        all("--jvm-option"),
        values.containsKey("--compress") ? one("--compress") : "zip-9",
        files(),
        values.containsKey("--train")
            ? new AotTraining(one("--train"), all("--train-argument"))
            : null);
  }

  private NavigableSet<Path> jars() throws IOException {
    NavigableSet<Path> jars = new TreeSet<>();
    all("--jar").forEach(jar -> jars.add(Path.of(jar)));
    for (String list : all("--jars")) {
      for (String jar : Files.readString(Path.of(list)).strip().split(File.pathSeparator, -1)) {
        jars.add(Path.of(jar));
      }
    }
    return jars;
  }

  private NavigableSet<String> roots() {
    NavigableSet<String> roots = new TreeSet<>();
    all("--add-modules").forEach(names -> roots.addAll(List.of(names.split(",", -1))));
    return roots;
  }

  private Map<String, Set<String>> optional() {
    Map<String, Set<String>> optional = new HashMap<>();
    for (String rule : all("--optional")) {
      String[] names = pair("--optional", rule, ':');
      optional.computeIfAbsent(names[0], name -> new HashSet<>()).add(names[1]);
    }
    return optional;
  }

  private NavigableMap<String, Path> files() {
    NavigableMap<String, Path> files = new TreeMap<>();
    for (String rule : all("--file")) {
      String[] paths = pair("--file", rule, '=');
      files.put(paths[0], Path.of(paths[1]));
    }
    return files;
  }

  private static String[] pair(String option, String value, char separator) {
    int at = value.indexOf(separator);
    if (at < 1) {
      throw new IllegalArgumentException(
          "%s '%s': expected two parts separated by '%s'".formatted(option, value, separator));
    }
    return new String[] {value.substring(0, at), value.substring(at + 1)};
  }

  private List<String> all(String option) {
    return values.getOrDefault(option, List.of());
  }

  private String one(String option) {
    List<String> all = all(option);
    if (all.size() != 1) {
      throw new IllegalArgumentException(option + " is needed exactly once");
    }
    return all.getFirst();
  }
}
