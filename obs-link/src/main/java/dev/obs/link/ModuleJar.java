package dev.obs.link;

import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;

/// A jar on the module path and what the JDK makes of it.
///
/// @param file the jar
/// @param descriptor its own descriptor, or the automatic one that the JDK derives
record ModuleJar(Path file, ModuleDescriptor descriptor) {

  static ModuleJar read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new LinkException(
          file
              + ": no such jar; build it first (mvn package), folders of classes cannot be linked");
    }
    try {
      return new ModuleJar(file, ModuleFinder.of(file).findAll().iterator().next().descriptor());
    } catch (FindException e) {
      throw new LinkException(file + ": not usable as a module: " + rootMessage(e), e);
    }
  }

  String name() {
    return descriptor.name();
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
