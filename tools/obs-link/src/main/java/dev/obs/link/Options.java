package dev.obs.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A command line of options that each have a value.
final class Options {
  private final Map<String, List<String>> values = new HashMap<>();

  /// @throws IllegalArgumentException if an option is unknown or lacks its value
  Options(Set<String> names, String... args) {
    for (int i = 0; i < args.length; i += 2) {
      if (!names.contains(args[i])) {
        throw new IllegalArgumentException(
            "unknown option '%s'; known are %s".formatted(args[i], new TreeSet<>(names)));
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      values.computeIfAbsent(args[i], name -> new ArrayList<>()).add(args[i + 1]);
    }
  }

  List<String> all(String option) {
    return values.getOrDefault(option, List.of());
  }

  /// @throws IllegalArgumentException if it is missing or duplicate
  String one(String option) {
    return find(option)
        .orElseThrow(() -> new IllegalArgumentException(option + " must be given exactly once"));
  }

  Optional<String> find(String option) {
    List<String> all = all(option);
    if (all.size() > 1) {
      throw new IllegalArgumentException(option + " must be given exactly once");
    }
    return all.stream().findFirst();
  }

  /// Returns a folder or file as an absolute path.
  Path path(String option) {
    return Path.of(one(option)).toAbsolutePath().normalize();
  }

  List<Path> paths(String option) {
    return all(option).stream().map(Path::of).toList();
  }

  /// Returns the parts of all its values, which are separated by commas.
  NavigableSet<String> names(String option) {
    return all(option).stream()
        .flatMap(names -> List.of(names.split(",", -1)).stream())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
