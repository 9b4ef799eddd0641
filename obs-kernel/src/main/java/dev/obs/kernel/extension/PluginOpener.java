package dev.obs.kernel.extension;

import dev.obs.model.SafeText;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Gives a plugin's jars a loader of their own.
///
/// If all its jars are explicit modules they become a module layer above the image, in which a
/// second copy of a library hides the image's. A jar without a descriptor cannot live there (an
/// automatic module reads every module, so two copies of one library could not be distinguished):
/// then all jars share a class loader that sees the JDK and the API only.
final class PluginOpener {
  private final Optional<ApiVersion> api;

  /// @param api the version of the API that this process has, if it is known
  PluginOpener(Optional<ApiVersion> api) {
    this.api = api;
  }

  /// Opens a plugin.
  ///
  /// @param path the jar or folder
  Plugin open(Path path, List<PluginJar> jars) throws PluginRefused {
    for (PluginJar jar : jars) {
      checkApi(jar);
    }
    // A build tool's list of all dependencies includes the API.
    List<PluginJar> own = jars.stream().filter(jar -> !ApiLoader.shares(jar.module())).toList();
    boolean modular =
        ModuleLayer.boot().findModule("dev.obs.api").isPresent()
            && own.stream().allMatch(jar -> jar.explicit().isPresent());
    return modular ? layered(path, own) : isolated(path, own);
  }

  private void checkApi(PluginJar jar) throws PluginRefused {
    Optional<String> refusal =
        jar.api()
            .flatMap(ApiVersion::parse)
            .flatMap(wanted -> api.flatMap(own -> own.refusal(wanted)));
    if (refusal.isPresent()) {
      throw new PluginRefused(jar.fileName() + ": " + refusal.get());
    }
  }

  private static Plugin layered(Path path, List<PluginJar> jars) throws PluginRefused {
    Set<String> roots =
        jars.stream()
            .flatMap(jar -> jar.explicit().stream())
            .map(ModuleDescriptor::name)
            .collect(Collectors.toSet());
    ModuleFinder finder = ModuleFinder.of(jars.stream().map(PluginJar::file).toArray(Path[]::new));
    try {
      Configuration configuration =
          ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), roots);
      ModuleLayer layer =
          ModuleLayer.defineModulesWithOneLoader(
                  configuration, List.of(ModuleLayer.boot()), ClassLoader.getSystemClassLoader())
              .layer();
      ClassLoader loader =
          roots.stream()
              .findFirst()
              .map((Function<String, ClassLoader>) layer::findLoader)
              .orElseGet(ClassLoader::getSystemClassLoader);
      return new Plugin(path, jars, loader, Optional.of(layer));
    } catch (FindException | ResolutionException | LayerInstantiationException unfit) {
      throw new PluginRefused(
          "its modules do not go together: "
              + SafeText.message(unfit).orElse("unknown cause")
              + "; put what is missing beside it");
    }
  }

  private static Plugin isolated(Path path, List<PluginJar> jars) {
    URL[] urls = jars.stream().map(jar -> url(jar.file())).toArray(URL[]::new);
    return new Plugin(
        path,
        jars,
        new URLClassLoader("plugin:" + path.getFileName(), urls, new ApiLoader()),
        Optional.empty());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible); // every JVM knows file:
    }
  }
}
