package dev.obs.kernel.extension;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ResolvedModule;
import java.util.Optional;

/// The origin of a provider.
///
/// @param module its module, or a name in its place
/// @param version of the module, empty if unknown
/// @param origin `image`, `module path`, `class path`, `code`, or the plugin's path
/// @param checksum SHA-256 of its jar, empty if it has none
/// @param loader the loader, in a few words
record ProviderOrigin(
    String module, String version, String origin, String checksum, String loader) {

  /// A class that this process was started with.
  static ProviderOrigin of(Class<?> provider) {
    String place = place(provider);
    return named(provider, place, place);
  }

  /// A class whose instance was given in code.
  static ProviderOrigin code(Class<?> provider) {
    return named(provider, "code", place(provider));
  }

  private static ProviderOrigin named(Class<?> provider, String origin, String loader) {
    Optional<ModuleDescriptor> module = Optional.ofNullable(provider.getModule().getDescriptor());
    return new ProviderOrigin(
        module.map(ModuleDescriptor::name).orElse(provider.getName()),
        module.flatMap(ModuleDescriptor::rawVersion).orElse(""),
        origin,
        "",
        loader);
  }

  /// Whether a class is part of a run-time image.
  static boolean isLinked(Class<?> type) {
    return place(type).equals("image");
  }

  private static String place(Class<?> type) {
    Module module = type.getModule();
    if (!module.isNamed() || module.getLayer() == null) {
      return "class path";
    }
    return module
        .getLayer()
        .configuration()
        .findModule(module.getName())
        .map(ResolvedModule::reference)
        .flatMap(reference -> reference.location())
        .filter(location -> "jrt".equals(location.getScheme()))
        .map(location -> "image")
        .orElse("module path");
  }
}
