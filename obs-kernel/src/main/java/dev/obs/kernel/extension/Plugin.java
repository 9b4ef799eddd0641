package dev.obs.kernel.extension;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// One plugin that was dropped in, a jar or a folder of jars, isolated from all others.
///
/// @param path the jar or folder
/// @param jars the loaded jars
/// @param loader loads its classes
/// @param layer its own, if all its jars are explicit modules
record Plugin(Path path, List<PluginJar> jars, ClassLoader loader, Optional<ModuleLayer> layer) {

  /// Its providers of a service, those of the layers below it included.
  <S> Iterator<ServiceLoader.Provider<S>> providers(Class<S> service) {
    return layer
        .map(own -> ServiceLoaders.load(service, own).stream().iterator())
        .orElseGet(() ->
            Stream.concat(
                    ServiceLoaders.load(service, loader).stream(),
                    DescribedProvider.of(service, this))
                .iterator());
  }

  /// Whether a class comes from this plugin and not from what it stands on.
  boolean owns(Class<?> type) {
    return layer.isPresent()
        ? layer.get().equals(type.getModule().getLayer())
        : loader.equals(type.getClassLoader());
  }

  /// The origin of one of its classes.
  ProviderOrigin source(Class<?> provider) {
    String name = name(path);
    String how = (layer.isPresent() ? "layer " : "isolated ") + name;
    return jars.stream()
        .filter(jar -> jar.file().equals(location(provider)))
        .findFirst()
        .map(jar ->
            new ProviderOrigin(jar.module(), jar.version(), path.toString(), jar.checksum(), how))
        .orElseGet(() -> new ProviderOrigin(provider.getName(), "", path.toString(), "", how));
  }

  /// The name of a plugin in messages: the name of its jar, or of its folder with a `/`.
  static String name(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.endsWith(".jar") ? name : name + "/";
  }

  private static Path location(Class<?> provider) {
    CodeSource code = provider.getProtectionDomain().getCodeSource();
    try {
      return code == null || code.getLocation() == null
          ? Path.of("")
          : Path.of(code.getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible); // the URL was made of a path
    }
  }
}
