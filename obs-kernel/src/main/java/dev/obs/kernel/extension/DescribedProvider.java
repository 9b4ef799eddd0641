package dev.obs.kernel.extension;

import dev.obs.model.SafeText;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A provider that a module's descriptor declares and no service file does, of a plugin whose jars
/// cannot all be modules: [ServiceLoader] does not look into descriptors then.
record DescribedProvider<S>(Class<? extends S> type) implements ServiceLoader.Provider<S> {

  /// Those of a plugin. A provider that cannot be loaded throws [ServiceConfigurationError] in its
  /// turn.
  static <S> Stream<ServiceLoader.Provider<S>> of(Class<S> service, Plugin plugin) {
    return plugin.jars().stream()
        .filter(jar -> !jar.hasServiceFile(service.getName()))
        .flatMap(jar -> jar.explicit().stream())
        .flatMap(descriptor -> descriptor.provides().stream())
        .filter(named(service))
        .flatMap(provides -> provides.providers().stream())
        .map(name -> load(service, name, plugin.loader()));
  }

  private static Predicate<ModuleDescriptor.Provides> named(Class<?> service) {
    return provides -> provides.service().equals(service.getName());
  }

  private static <S> ServiceLoader.Provider<S> load(
      Class<S> service, String name, ClassLoader loader) {
    try {
      return new DescribedProvider<>(Class.forName(name, false, loader).asSubclass(service));
    } catch (ClassNotFoundException | LinkageError | ClassCastException unfit) {
      throw new ServiceConfigurationError(name + ": " + SafeText.of(unfit), unfit);
    }
  }

  @Override
  public S get() {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException failed) {
      throw new ServiceConfigurationError(type.getName() + " cannot be created", failed.getCause());
    } catch (ReflectiveOperationException unfit) {
      throw new ServiceConfigurationError(type.getName() + ": " + SafeText.of(unfit), unfit);
    }
  }
}
