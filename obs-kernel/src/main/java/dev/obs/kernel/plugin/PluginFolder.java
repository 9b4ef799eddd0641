package dev.obs.kernel.plugin;

import dev.obs.spi.Extension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One plugin that was dropped in: a jar, or a folder of jars, isolated from all others.
///
/// If all its jars are explicit modules they become a module layer of their own above the image, in
/// which a second copy of a library hides the image's. A jar without a descriptor cannot live there
/// (an automatic module reads every module, so two copies of one library could not be told apart):
/// then all jars share a class loader that sees the JDK and the API only.
final class PluginFolder {
  private static final Set<String> SHARED_PREFIXES =
      Set.of("java.", "jdk.", "io.opentelemetry.", "dev.obs.api");

  private final String origin;
  private final ClassLoader loader;
  private final java.util.Optional<ModuleLayer> layer;

  private PluginFolder(String origin, ClassLoader loader, java.util.Optional<ModuleLayer> layer) {
    this.origin = origin;
    this.loader = loader;
    this.layer = layer;
  }

  /// Opens every plugin in a folder: each jar and each sub-folder is one.
  ///
  /// @param notices gets a line for whatever cannot be opened
  static List<PluginFolder> open(Path folder, List<String> notices) {
    List<PluginFolder> plugins = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      notices.add("plugin folder " + folder + " is not a folder; create it or leave it out");
      return plugins;
    }
    for (Path entry : children(folder, notices)) {
      if (!Files.isDirectory(entry) && !entry.toString().endsWith(".jar")) {
        continue;
      }
      try {
        plugins.add(open(entry));
      } catch (FindException
          | ResolutionException
          | LayerInstantiationException
          | IOException failure) {
        notices.add("plugin " + entry + " not loaded: " + failure.getMessage());
      }
    }
    return plugins;
  }

  private static List<Path> children(Path folder, List<String> notices) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException | UncheckedIOException unreadable) {
      notices.add("plugin folder " + folder + " cannot be read: " + unreadable.getMessage());
      return List.of();
    }
  }

  private static PluginFolder open(Path entry) throws IOException {
    ModuleFinder finder = ModuleFinder.of(entry);
    Set<ModuleReference> modules = finder.findAll();
    ModuleLayer boot = ModuleLayer.boot();
    boolean image = boot.findModule("dev.obs.api").isPresent();
    if (image && modules.stream().noneMatch(module -> module.descriptor().isAutomatic())) {
      Set<String> roots =
          modules.stream().map(module -> module.descriptor().name()).collect(Collectors.toSet());
      Configuration configuration = boot.configuration().resolve(finder, ModuleFinder.of(), roots);
      ModuleLayer layer =
          ModuleLayer.defineModulesWithOneLoader(
                  configuration, List.of(boot), ClassLoader.getSystemClassLoader())
              .layer();
      ClassLoader loader =
          roots.isEmpty()
              ? ClassLoader.getSystemClassLoader()
              : layer.findLoader(roots.iterator().next());
      return new PluginFolder(entry.toString(), loader, java.util.Optional.of(layer));
    }
    URL[] jars =
        modules.stream()
            .flatMap(module -> module.location().stream())
            .map(PluginFolder::url)
            .toArray(URL[]::new);
    return new PluginFolder(
        entry.toString(),
        new URLClassLoader("plugin:" + entry.getFileName(), jars, new ApiOnly()),
        java.util.Optional.empty());
  }

  private static URL url(URI location) {
    try {
      return location.toURL();
    } catch (MalformedURLException impossible) {
      throw new FindException(impossible);
    }
  }

  Iterator<? extends ServiceLoader.Provider<? extends Extension>> providers(Kind kind) {
    return layer
        .<ServiceLoader<? extends Extension>>map(own -> ServiceLoaders.load(kind, own))
        .orElseGet(() -> ServiceLoaders.load(kind, loader))
        .stream()
        .iterator();
  }

  /// Whether a class comes from this plugin and not from a layer below it.
  boolean owns(Class<?> type) {
    return layer.isPresent()
        ? layer.get().equals(type.getModule().getLayer())
        : loader.equals(type.getClassLoader());
  }

  String origin() {
    return origin;
  }

  /// The JDK, the API and OpenTelemetry's data interfaces, and nothing else of the image.
  ///
  /// Not a child of the platform class loader: the built-in loaders share one map of packages, so
  /// the platform loader would hand out every class of the image.
  private static final class ApiOnly extends ClassLoader {
    private static final Set<String> PACKAGES =
        ModuleLayer.boot().modules().stream()
            .filter(module -> SHARED_PREFIXES.stream().anyMatch(module.getName()::startsWith))
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toUnmodifiableSet());

    ApiOnly() {
      super("obs-api", null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      int dot = name.lastIndexOf('.');
      String packageName = dot < 0 ? "" : name.substring(0, dot);
      if (PACKAGES.contains(packageName) || onClassPath(name)) {
        return ClassLoader.getSystemClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }

    /// Without an image the API lies on the class path, in no module.
    private static boolean onClassPath(String name) {
      return name.startsWith("dev.obs.api.")
          || name.startsWith("dev.obs.spi.")
          || name.startsWith("io.opentelemetry.api.")
          || name.startsWith("io.opentelemetry.context.")
          || name.startsWith("io.opentelemetry.sdk.");
    }
  }
}
