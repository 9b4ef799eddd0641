package dev.obs.kernel.extension;

import java.util.Set;
import java.util.stream.Collectors;

/// The parent of isolated plugins: the JDK, the API and OpenTelemetry's data interfaces, and
/// nothing else of the image.
///
/// Not a child of the platform class loader: the built-in loaders share one map of packages, so the
/// platform loader would hand out every class of the image.
final class ApiLoader extends ClassLoader {
  private static final Set<String> MODULES =
      Set.of("java.", "jdk.", "io.opentelemetry.", "dev.obs.api");

  /// Without an image the API lies on the class path, in no module.
  private static final Set<String> CLASSES =
      Set.of(
          "dev.obs.api.",
          "dev.obs.spi.",
          "io.opentelemetry.api.",
          "io.opentelemetry.common.",
          "io.opentelemetry.context.",
          "io.opentelemetry.sdk.");

  private static final Set<String> PACKAGES =
      ModuleLayer.boot().modules().stream()
          .filter(module -> isShared(module.getName()))
          .flatMap(module -> module.getPackages().stream())
          .collect(Collectors.toUnmodifiableSet());

  ApiLoader() {
    super("obs-api", null);
  }

  /// Whether a plugin uses the image's copy of a module: then one of its own would only be in the
  /// way.
  static boolean shares(String module) {
    return isShared(module) && ModuleLayer.boot().findModule(module).isPresent();
  }

  private static boolean isShared(String module) {
    return MODULES.stream().anyMatch(module::startsWith);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    String packageName = dot < 0 ? "" : name.substring(0, dot);
    if (PACKAGES.contains(packageName) || CLASSES.stream().anyMatch(name::startsWith)) {
      return ClassLoader.getSystemClassLoader().loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
