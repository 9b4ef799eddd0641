package dev.obs.link;

import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// A jar on the module path with its descriptor.
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

  /// Returns its version, or a text for an absent one.
  String version() {
    return descriptor.rawVersion().orElse("no version");
  }

  /// Returns its main class: that of its descriptor, else that of its manifest.
  Optional<String> mainClass() throws IOException {
    if (descriptor.mainClass().isPresent()) {
      return descriptor.mainClass();
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      return manifest == null
          ? Optional.empty()
          : Optional.ofNullable(manifest.getMainAttributes().getValue("Main-Class"))
              .map(String::strip);
    }
  }

  /// @param className a binary name
  boolean holds(String className) throws IOException {
    try (JarFile jar = new JarFile(file.toFile(), false, JarFile.OPEN_READ, Runtime.version())) {
      return jar.getJarEntry(className.replace('.', '/') + ".class") != null;
    }
  }

  /// Returns the jars directly in a folder, sorted.
  static Stream<Path> in(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ModuleJar::isJar).sorted().toList().stream();
    }
  }

  static boolean isJar(Path file) {
    return file.toString().endsWith(".jar") && Files.isRegularFile(file);
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
