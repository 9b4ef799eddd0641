package dev.obs.cli;

import dev.obs.api.KernelProvider;
import dev.obs.kernel.Inventory;
import dev.obs.model.ExtensionInfo;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The linkable modules: those of the image, and plugins.
final class LinkInventory {
  /// The services of the kernel, including OpenTelemetry's own SPI.
  private static final List<String> EXTENSIONS =
      List.of("dev.obs.spi.", "io.opentelemetry.sdk.autoconfigure.spi.");

  private final LinkNames names = new LinkNames();

  private LinkInventory() {}

  /// @param modules the folder of the shipped modules, each jar named after its module
  /// @param plugins folders of plugins
  static LinkNames take(Path modules, List<Path> plugins) throws IOException {
    LinkInventory inventory = new LinkInventory();
    try (Stream<Path> jars = Files.list(modules)) {
      jars.map(jar -> jar.getFileName().toString())
          .filter(file -> file.endsWith(".jar"))
          .map(file -> file.substring(0, file.length() - ".jar".length()))
          .forEach(inventory.names::add);
    }
    List<ExtensionInfo> extensions =
        Inventory.extensions(
            new KernelProvider.Options(null, Map.of(), List.copyOf(plugins), List.of(), true));
    for (ExtensionInfo extension : extensions) {
      if (inventory.names.holds(extension.module())) {
        inventory.names.addType(extension.type(), extension.module());
      }
    }
    for (Path folder : plugins) {
      if (!Files.isDirectory(folder)) {
        throw new CommandException("--plugins " + folder + ": no such folder");
      }
      try (Stream<Path> entries = Files.list(folder)) {
        for (Path entry : entries.sorted().toList()) {
          if (Files.isDirectory(entry) || entry.toString().endsWith(".jar")) {
            inventory.addPlugin(entry, extensions);
          }
        }
      }
    }
    return inventory.names;
  }

  /// Adds a plugin. A jar that is not a module is left to the linker, which reports the reason.
  private void addPlugin(Path entry, List<ExtensionInfo> extensions) throws IOException {
    try {
      for (var module : ModuleFinder.of(entry).findAll()) {
        Path jar = Path.of(module.location().orElseThrow());
        if (names.holds(module.descriptor().name())) {
          continue; // the image's copy is the one that is linked
        }
        names.add(module.descriptor().name(), jar.getFileName().toString());
        for (ExtensionInfo extension : extensions) {
          if (isFrom(entry, extension) && provides(module.descriptor(), extension)) {
            names.addType(extension.type(), module.descriptor().name());
          }
        }
      }
    } catch (FindException unusable) {
      return;
    }
  }

  /// Returns whether a module provides an extension. Extensions of jars without a descriptor have
  /// no module; it is the module of the jar with providers.
  private static boolean provides(ModuleDescriptor module, ExtensionInfo extension) {
    return extension.module().equals(module.name())
        || (module.isAutomatic()
            && module.provides().stream()
                .anyMatch(
                    provides -> EXTENSIONS.stream().anyMatch(provides.service()::startsWith)));
  }

  private static boolean isFrom(Path entry, ExtensionInfo extension) {
    return extension.origin().equals(entry.toAbsolutePath().normalize().toString());
  }
}
