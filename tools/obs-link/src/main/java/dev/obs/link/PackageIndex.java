package dev.obs.link;

import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The module of each package: the JDK's exported ones and those of the jars.
final class PackageIndex {
  private final Map<String, String> moduleByPackage = new HashMap<>();

  /// @throws LinkException if two modules contain the same package, which an image cannot have
  PackageIndex(List<ModuleJar> jars) {
    ModuleFinder.ofSystem().findAll().stream()
        .map(reference -> reference.descriptor())
        .forEach(module ->
            module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .forEach(name -> moduleByPackage.put(name, module.name())));
    for (ModuleJar jar : jars) {
      for (String name : jar.descriptor().packages()) {
        String other = moduleByPackage.putIfAbsent(name, jar.name());
        if (other != null) {
          throw new LinkException(split(name, other, jar, jars));
        }
      }
    }
  }

  /// Returns the module with the package of a class, if there is one.
  ///
  /// @param className a binary name such as `java.util.Map$Entry`
  Optional<String> moduleOfClass(String className) {
    return moduleOf(className.substring(0, Math.max(0, className.lastIndexOf('.'))));
  }

  Optional<String> moduleOf(String packageName) {
    return Optional.ofNullable(moduleByPackage.get(packageName));
  }

  private static String split(String name, String other, ModuleJar jar, List<ModuleJar> jars) {
    String where =
        jars.stream()
            .filter(candidate -> candidate.name().equals(other))
            .findFirst()
            .map(candidate -> other + " (" + candidate.file() + ")")
            .orElse(other + " (of the JDK)");
    return "package %s is in two modules: %s and %s (%s); leave one of the jars out"
        .formatted(name, where, jar.name(), jar.file());
  }
}
