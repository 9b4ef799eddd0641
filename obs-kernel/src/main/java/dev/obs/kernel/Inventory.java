package dev.obs.kernel;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import dev.obs.api.KernelProvider;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.ConfigurationLoader;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.extension.Discovery;
import dev.obs.kernel.extension.ExtensionKind;
import dev.obs.kernel.extension.ExtensionProvider;
import dev.obs.kernel.extension.PluginPath;
import dev.obs.kernel.extension.Refusal;
import dev.obs.kernel.extension.otel.LibraryPropagators;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.kernel.supervision.Guard;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.model.ExtensionInfo;
import dev.obs.spi.Endpoint;
import dev.obs.spi.Extension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The extensions that were found, the configuration, and the extensions that it selects. Nothing
/// is open. Used by one thread.
public final class Inventory {
  private final List<ExtensionProvider> providers;
  private final List<Refusal> refusals;
  private final List<String> notices;
  private final LibraryPropagators propagators;
  private final Configuration configuration;
  private List<String> ignored = List.of();

  private Inventory(Discovery discovery, Configuration configuration) {
    this.providers = discovery.providers();
    this.refusals = discovery.refusals();
    this.notices = discovery.notices();
    this.propagators = discovery.propagators();
    this.configuration = configuration;
  }

  /// Finds the extensions and reads the configuration; opens nothing.
  ///
  /// @throws ConfigurationException if the configuration has errors
  public static Inventory take(KernelProvider.Options options) {
    return take(options, new KernelThreads(), System.getenv());
  }

  /// The configuration of a service that will run in another place: what the files and variables
  /// hold that its file refers to is not looked at.
  ///
  /// @throws ConfigurationException if the configuration has errors
  public static Configuration planned(KernelProvider.Options options) {
    Discovery discovery = discover(options, new KernelThreads());
    try {
      return ConfigurationLoader.loadForElsewhere(
          Optional.ofNullable(options.configuration()), System.getenv(), discovery.extensions());
    } catch (ConfigurationException wrong) {
      throw explained(wrong, discovery.refusals());
    }
  }

  /// The settings of some endpoints alone. Errors in the rest of the configuration and variables
  /// that only the rest refers to do not matter.
  ///
  /// @param section the section of the endpoints
  /// @param keys the full keys of the settings
  /// @throws ConfigurationException if one of these settings has an error
  public static Configuration endpointSettings(
      KernelProvider.Options options, String section, Set<String> keys) {
    List<Extension> endpoints =
        discover(options, new KernelThreads()).extensions().usable().stream()
            .filter(
                extension -> extension instanceof Endpoint && extension.section().equals(section))
            .toList();
    return ConfigurationLoader.loadOnly(
        Optional.ofNullable(options.configuration()), System.getenv(), keys, endpoints);
  }

  static Inventory take(
      KernelProvider.Options options, KernelThreads threads, Map<String, String> environment) {
    Discovery discovery = discover(options, threads);
    try {
      Configuration configuration =
          ConfigurationLoader.load(
              Optional.ofNullable(options.configuration()),
              environment,
              options.settings(),
              discovery.extensions());
      Inventory inventory = new Inventory(discovery, configuration);
      inventory.select();
      return inventory;
    } catch (ConfigurationException wrong) {
      throw explained(wrong, discovery.refusals());
    }
  }

  /// A missing extension may be in a plugin that was not loaded.
  private static ConfigurationException explained(
      ConfigurationException wrong, List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return wrong;
    }
    return new ConfigurationException(
        Stream.concat(wrong.problems().stream(), refusals.stream().map(Refusal::problem)).toList());
  }

  /// Finds the extensions without reading any configuration.
  public static List<ExtensionInfo> extensions(KernelProvider.Options options) {
    Discovery discovery = discover(options, new KernelThreads());
    return rows(discovery.providers(), discovery.refusals());
  }

  private static List<ExtensionInfo> rows(
      List<ExtensionProvider> providers, List<Refusal> refusals) {
    return Stream.concat(
            providers.stream().map(ExtensionProvider::info), refusals.stream().map(Refusal::info))
        .toList();
  }

  private static Discovery discover(KernelProvider.Options options, KernelThreads threads) {
    Discovery discovery = new Discovery(new Guard(threads), Version.CURRENT);
    discovery.run(options.extensions(), PluginPath.of(options.plugins(), System.getenv()));
    discovery.findSources(options.sources());
    return discovery;
  }

  private void select() {
    for (ExtensionProvider provider : providers) {
      provider.extension().flatMap(configuration::conflict).ifPresent(provider::fail);
      if (provider.usable() && wanted(provider)) {
        provider.select();
      }
    }
  }

  private boolean wanted(ExtensionProvider provider) {
    Optional<Signal<?>> signal = provider.kind().signal();
    if (signal.isPresent()) {
      return signal.get().settings().selected().apply(configuration).contains(provider.type());
    }
    return provider.kind() != ExtensionKind.PROBE
        || configuration
            .find(CoreSettings.PROBES_WHICH)
            .map(which -> which.contains(provider.type()))
            .orElse(true);
  }

  /// Validates settings that depend on each other or on files, as [Kernel#start] does when it uses
  /// them, without opening anything.
  ///
  /// @throws ConfigurationException with all of them
  public void validate() {
    DryRun run = new DryRun(configuration, providers, new Guard(new KernelThreads()));
    List<Problem> problems = run.problems();
    ignored = run.notices();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /// Every extension with its state, and the plugins that were not loaded.
  public List<ExtensionInfo> extensions() {
    return rows(providers, refusals);
  }

  /// Why each extension that should be in use is not, with the place that selects it.
  public List<String> failures() {
    return providers.stream()
        .filter(provider -> provider.info().state() == ExtensionInfo.State.FAILED)
        .map(provider ->
            provider
                + " of "
                + provider.info().module()
                + " is not in use: "
                + provider.info().reason()
                + selection(provider).map(at -> "; it is selected by " + at).orElse(""))
        .toList();
  }

  /// The place of the setting that selects a provider; empty if its type is unknown.
  private Optional<String> selection(ExtensionProvider provider) {
    if (provider.extension().isEmpty()) {
      return Optional.empty();
    }
    ExtensionKind kind = provider.kind();
    return kind == ExtensionKind.PROBE
        ? Optional.of(configuration.locate(CoreSettings.PROBES_WHICH))
        : kind.signal().map(signal -> configuration.locate(signal.settings().exporters()));
  }

  /// The plugins that were not loaded, and why.
  public List<String> refusals() {
    return refusals.stream().map(Refusal::toString).toList();
  }

  /// The configuration.
  public Configuration configuration() {
    return configuration;
  }

  /// Faults of plugins that were loaded nevertheless, folders that do not exist, and variables that
  /// [#validate] found unusable.
  public List<String> notices() {
    return Stream.concat(notices.stream(), ignored.stream()).toList();
  }

  LibraryPropagators propagators() {
    return propagators;
  }

  List<ExtensionProvider> providers() {
    return providers;
  }

  ExtensionProvider console() {
    return providers.stream()
        .filter(provider -> provider.extension().filter(ConsoleSink.class::isInstance).isPresent())
        .findFirst()
        .orElseThrow();
  }
}
