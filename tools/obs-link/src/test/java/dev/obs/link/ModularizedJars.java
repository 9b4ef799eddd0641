package dev.obs.link;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Jars and their modularized copies.
abstract class ModularizedJars {
  @TempDir Path folder;

  /// A jar without a descriptor.
  Path library;

  @BeforeEach
  void makeALibrary() throws IOException {
    library =
        jar("library-1.2.jar")
            .source("library.Shape", "package library; public interface Shape {}")
            .source("library.Only", "package library; public class Only {}")
            .write();
  }

  TestJar jar(String name) {
    return new TestJar(folder, name);
  }

  Path out() {
    return folder.resolve("out");
  }

  ModuleDescriptor modularized(String name, Path... jars) throws IOException {
    return descriptor(new Modularizer(Map.of()), name, jars);
  }

  ModuleDescriptor descriptor(Modularizer modularizer, String name, Path... jars)
      throws IOException {
    modularizer.modularize(List.of(jars), out());
    return ModuleFinder.of(out()).find(name).orElseThrow().descriptor();
  }

  void resolves(String name) {
    ModuleLayer.boot()
        .defineModulesWithOneLoader(
            Configuration.resolve(
                ModuleFinder.of(out()),
                List.of(ModuleLayer.boot().configuration()),
                ModuleFinder.of(),
                Set.of(name)),
            null);
  }

  static Set<String> exports(ModuleDescriptor descriptor) {
    return descriptor.exports().stream()
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> requires(ModuleDescriptor descriptor) {
    return descriptor.requires().stream()
        .map(Requires::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Requires require(ModuleDescriptor descriptor, String name) {
    return descriptor.requires().stream()
        .filter(requires -> requires.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
