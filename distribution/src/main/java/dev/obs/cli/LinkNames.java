package dev.obs.cli;

import dev.obs.kernel.config.Suggestions;
import dev.obs.link.text.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The names of a module on the command line: its own name, that of its artifact, and the types of
/// its extensions.
final class LinkNames {
  private static final String OURS = "dev.obs.";

  private final NavigableMap<String, NavigableSet<String>> modules = new TreeMap<>();
  private final NavigableMap<String, NavigableSet<String>> types = new TreeMap<>();

  /// Adds a module of the image.
  void add(String module) {
    name(module, module);
    if (module.startsWith(OURS)) {
      name(artifact(module), module);
      types.putIfAbsent(module, new TreeSet<>());
    }
  }

  /// Adds a module of a plugin.
  ///
  /// @param jar the name of its jar
  void add(String module, String jar) {
    name(module, module);
    name(jar.replaceFirst("\\.jar$", "").replaceFirst("-\\d.*", ""), module);
    types.putIfAbsent(module, new TreeSet<>());
  }

  /// Adds an extension.
  void addType(String type, String module) {
    name(type, module);
    types.computeIfAbsent(module, none -> new TreeSet<>()).add(type);
  }

  private void name(String name, String module) {
    modules.computeIfAbsent(name, none -> new TreeSet<>()).add(module);
  }

  boolean holds(String module) {
    return modules.getOrDefault(module, new TreeSet<>()).contains(module);
  }

  /// Returns the modules with the given names.
  ///
  /// @param option the option with the names
  /// @param unknown receives a line for each unknown name
  NavigableSet<String> resolve(String option, Collection<String> names, List<String> unknown) {
    NavigableSet<String> found = new TreeSet<>();
    for (String name : names) {
      NavigableSet<String> meant = modules.get(name.strip());
      if (meant != null) {
        found.addAll(meant);
      } else {
        String nearest = Suggestions.nearest(name, modules.keySet());
        unknown.add(
            "%s: unknown name '%s'%s"
                .formatted(
                    option, name, nearest == null ? "" : ", did you mean '" + nearest + "'?"));
      }
    }
    return found;
  }

  /// Returns a table of the modules, without libraries.
  List<String> list() {
    Table table = Table.of("module", "or", "or its types");
    types.forEach(
        (module, held) -> table.row(module, shortNames(module, held), String.join(", ", held)));
    return table.lines();
  }

  private String shortNames(String module, Collection<String> held) {
    List<String> names = new ArrayList<>();
    modules.forEach((name, meant) -> {
      if (meant.contains(module) && !name.equals(module) && !held.contains(name)) {
        names.add(name);
      }
    });
    return String.join(", ", names);
  }

  private static String artifact(String module) {
    return module.substring(OURS.length()).replace('.', '-');
  }
}
