package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The modules available for an image, one of each name: the shipped ones have priority.
final class Candidates {
  private final NavigableMap<String, ModuleJar> modules = new TreeMap<>();
  private final NavigableMap<String, ModuleJar> shipped = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  /// @param shipped linkable jars with different names
  Candidates(Collection<Path> shipped) {
    for (Path jar : shipped) {
      ModuleJar module = ModuleJar.read(jar);
      this.shipped.put(module.name(), module);
    }
    modules.putAll(this.shipped);
  }

  /// Adds a foreign jar.
  ///
  /// @return the module that is linked for it
  /// @throws LinkException if another jar with that name, but with other content, was added before
  ModuleJar add(Path jar) throws IOException {
    ModuleJar module = ModuleJar.read(jar);
    ModuleJar other = modules.putIfAbsent(module.name(), module);
    if (other == null) {
      return module;
    }
    if (shipped.containsValue(other)) {
      notes.add(
          "%s: the image's %s is taken, not %s of %s"
              .formatted(module.name(), other.version(), module.version(), jar));
    } else if (Files.mismatch(other.file(), jar) != -1) {
      throw new LinkException(
          """
          module %s is in two jars that differ, and an image holds one of them: %s (%s) and %s (%s); \
          link one of the two in and drop the other into the image's plugins folder\
          """
              .formatted(module.name(), other.file(), other.version(), jar, module.version()));
    }
    return other;
  }

  Optional<ModuleJar> find(String name) {
    return Optional.ofNullable(modules.get(name));
  }

  boolean ships(String name) {
    return shipped.containsKey(name);
  }

  Collection<ModuleJar> shipped() {
    return shipped.values();
  }

  /// Returns the modules of plugins and of the application.
  Collection<ModuleJar> given() {
    return modules.values().stream().filter(module -> !ships(module.name())).toList();
  }

  Collection<ModuleJar> all() {
    return modules.values();
  }

  void note(String hint) {
    notes.add(hint);
  }

  /// Returns hints about unexpected consequences of the added jars.
  List<String> notes() {
    return notes;
  }
}
