package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The jars of a folder of plugins: those directly in it, and those of its subfolders, one for each
/// plugin.
final class PluginJars {
  private PluginJars() {}

  /// @throws LinkException if it is not a folder or contains no jar
  static List<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new LinkException("plugin folder " + folder + ": no such folder");
    }
    List<Path> jars = new ArrayList<>(ModuleJar.in(folder).toList());
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path plugin : entries.filter(Files::isDirectory).sorted().toList()) {
        jars.addAll(ModuleJar.in(plugin).toList());
      }
    }
    if (jars.isEmpty()) {
      throw new LinkException(
          "plugin folder %s holds no jar, nor does a folder in it".formatted(folder));
    }
    return jars;
  }
}
