package dev.obs.kernel.plugin;

import dev.obs.spi.Extension;
import java.util.ServiceLoader;

/// The calls of [ServiceLoader], which looks at its caller's module for `uses`.
final class ServiceLoaders {
  private ServiceLoaders() {}

  static ServiceLoader<? extends Extension> load(Kind kind) {
    return ServiceLoader.load(kind.service());
  }

  static ServiceLoader<? extends Extension> load(Kind kind, ModuleLayer layer) {
    return ServiceLoader.load(layer, kind.service());
  }

  static ServiceLoader<? extends Extension> load(Kind kind, ClassLoader loader) {
    return ServiceLoader.load(kind.service(), loader);
  }
}
