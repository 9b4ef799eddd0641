package dev.obs.kernel;

import dev.obs.api.ConfigurationException;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.ConfigurationLoader;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.guard.Guard;
import dev.obs.kernel.guard.KernelThreads;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.kernel.plugin.Component;
import dev.obs.kernel.plugin.Discovery;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionInfo;
import dev.obs.spi.KernelProvider;
import java.util.List;
import java.util.Optional;

/// What is there before anything is opened: the extensions found, the configuration, and which of
/// the extensions it asks for.
public final class Inventory {
  private final List<Component> components;
  private final List<String> notices;
  private final Configuration configuration;

  private Inventory(Discovery discovery, Configuration configuration) {
    this.components = discovery.components();
    this.notices = discovery.notices();
    this.configuration = configuration;
  }

  /// Finds the extensions and reads the configuration; opens nothing.
  ///
  /// @throws ConfigurationException if the configuration has errors
  public static Inventory take(KernelProvider.Options options) {
    return take(options, new KernelThreads());
  }

  static Inventory take(KernelProvider.Options options, KernelThreads threads) {
    Discovery discovery = discover(options, threads);
    List<Extension> usable =
        discovery.components().stream()
            .filter(Component::usable)
            .flatMap(component -> component.extension().stream())
            .distinct()
            .toList();
    Configuration configuration =
        ConfigurationLoader.load(
            Optional.ofNullable(options.configuration()),
            System.getenv(),
            options.settings(),
            usable);
    Inventory inventory = new Inventory(discovery, configuration);
    inventory.select();
    return inventory;
  }

  /// Finds the extensions without reading any configuration.
  public static List<ExtensionInfo> extensions(KernelProvider.Options options) {
    return discover(options, new KernelThreads()).components().stream()
        .map(Component::info)
        .toList();
  }

  private static Discovery discover(KernelProvider.Options options, KernelThreads threads) {
    Discovery discovery = new Discovery(new Guard(threads));
    discovery.run(options.extensions(), options.plugins());
    return discovery;
  }

  private void select() {
    for (Component component : components) {
      component.extension().flatMap(configuration::conflict).ifPresent(component::fail);
      if (component.usable() && wanted(component)) {
        component.select();
      }
    }
  }

  private boolean wanted(Component component) {
    return switch (component.kind()) {
      case TRACE_SINK -> configuration.traceExporters().contains(component.type());
      case METRIC_SINK -> configuration.metricExporters().contains(component.type());
      case LOG_SINK -> configuration.logExporters().contains(component.type());
      case PROBE ->
          configuration
              .find(CoreSettings.PROBES_WHICH)
              .map(which -> which.contains(component.type()))
              .orElse(true);
      case HEALTH_CHECK, ENDPOINT -> true;
    };
  }

  /// Every extension, with its state.
  public List<ExtensionInfo> extensions() {
    return components.stream().map(Component::info).toList();
  }

  /// The configuration.
  public Configuration configuration() {
    return configuration;
  }

  /// What could not be read at all.
  public List<String> notices() {
    return notices;
  }

  List<Component> components() {
    return components;
  }

  Component console() {
    return components.stream()
        .filter(
            component -> component.extension().filter(ConsoleSink.class::isInstance).isPresent())
        .findFirst()
        .orElseThrow();
  }
}
