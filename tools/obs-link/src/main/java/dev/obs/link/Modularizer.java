package dev.obs.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The conversion of an application's jars for jlink, which accepts only modules with a descriptor.
///
/// Automatic modules get an explicit, open descriptor that is computed from their classes; explicit
/// modules are copied byte for byte, unless some of their requirements become optional. The result
/// is the same for the same input.
final class Modularizer {
  private final Map<String, Set<String>> optional;

  /// @param optional by module name, its optional modules: they are not linked for its sake
  Modularizer(Map<String, Set<String>> optional) {
    this.optional = Map.copyOf(optional);
  }

  /// Writes a linkable copy of each jar into a folder.
  ///
  /// @param jars the jars, one module each
  /// @param target an otherwise empty folder; created if missing
  /// @return the copies
  /// @throws LinkException if a jar is not a module, two have the same name, or a package is in two
  ///   of them
  /// @throws IOException if a jar cannot be read or written
  List<Path> modularize(Collection<Path> jars, Path target) throws IOException {
    List<ModuleJar> modules = jars.stream().sorted().map(ModuleJar::read).toList();
    rejectDoubles(modules);
    Descriptors descriptors = new Descriptors(new PackageIndex(modules));
    Files.createDirectories(target);
    List<Path> copies = new ArrayList<>();
    for (ModuleJar module : modules) {
      Path copy = target.resolve(module.name() + ".jar");
      Set<String> names = optional.getOrDefault(module.name(), Set.of());
      if (module.descriptor().isAutomatic()) {
        JarReferences references = JarReferences.of(module.file());
        JarRewriter.rewrite(
            module.file(),
            copy,
            Map.of(
                "module-info.class", descriptors.explicit(module.descriptor(), references, names)));
      } else if (names.isEmpty()) {
        Files.copy(module.file(), copy, StandardCopyOption.REPLACE_EXISTING);
      } else {
        JarRewriter.rewrite(module.file(), copy, relaxed(module.file(), names));
      }
      copies.add(copy);
    }
    // repeats the check on the copies, in which packages that contain only resources count
    new PackageIndex(copies.stream().map(ModuleJar::read).toList());
    return List.copyOf(copies);
  }

  private static void rejectDoubles(List<ModuleJar> modules) {
    Map<String, Path> files = new HashMap<>();
    for (ModuleJar module : modules) {
      Path other = files.putIfAbsent(module.name(), module.file());
      if (other != null) {
        throw new LinkException(
            "module %s is in two jars: %s and %s; leave one of them out"
                .formatted(module.name(), other, module.file()));
      }
    }
  }

  /// Returns all changed descriptors of a jar; a multi-release jar may have several.
  private static Map<String, byte[]> relaxed(Path jar, Set<String> names) throws IOException {
    Map<String, byte[]> descriptors = new HashMap<>();
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        if (entry.getName().endsWith("module-info.class")) {
          try (InputStream in = file.getInputStream(entry)) {
            descriptors.put(entry.getName(), Descriptors.relaxed(in.readAllBytes(), names));
          }
        }
      }
    }
    return descriptors;
  }
}
