package dev.obs.kernel.extension;

import java.util.ServiceLoader;

/// The calls of [ServiceLoader], which looks at its caller's module for `uses`.
final class ServiceLoaders {
  private ServiceLoaders() {}

  static <S> ServiceLoader<S> load(Class<S> service) {
    return ServiceLoader.load(service);
  }

  static <S> ServiceLoader<S> load(Class<S> service, ModuleLayer layer) {
    return ServiceLoader.load(layer, service);
  }

  static <S> ServiceLoader<S> load(Class<S> service, ClassLoader loader) {
    return ServiceLoader.load(service, loader);
  }
}
