package dev.obs.kernel.extension;

import dev.obs.kernel.config.BrokenProvider;
import dev.obs.kernel.config.DiscoveredExtensions;
import dev.obs.kernel.extension.otel.LibraryPropagators;
import dev.obs.kernel.extension.otel.OpenTelemetryExporters;
import dev.obs.kernel.supervision.Guard;
import dev.obs.model.SafeText;
import dev.obs.spi.ConfigurationSource;
import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds extensions: those given in code, those in plugin folders, those on the module path or
/// class path, and after all of these the exporters of OpenTelemetry's. Each provider is created
/// and asked for its type under a guard: one that throws or hangs is named and skipped, the others
/// load.
public final class Discovery {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,40}");
  private static final int ERRORS = 100;
  private static final Class<ConfigurablePropagatorProvider> PROPAGATORS =
      ConfigurablePropagatorProvider.class;

  private final Guard guard;
  private final PluginSearch search;
  private final PropagatorSearch propagators;
  private final List<ExtensionProvider> providers = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final List<BrokenProvider> broken = new ArrayList<>();
  private final Map<String, ProviderOrigin> taken = new HashMap<>();
  private final Set<Plugin> useful = new HashSet<>();
  private final List<ConfigurationSource> sources = new ArrayList<>();

  /// @param guard for every call of a provider
  /// @param version of this process's API, for plugins that want another one
  public Discovery(Guard guard, String version) {
    this.guard = guard;
    this.propagators = new PropagatorSearch(guard);
    this.search = new PluginSearch(new PluginOpener(ApiVersion.parse(version)));
  }

  /// Finds everything. Of two providers of one kind and type the first is taken: code before plugin
  /// folders before the module path and class path, and any of these before an exporter of
  /// OpenTelemetry's.
  public void run(List<Extension> given, PluginPath path) {
    for (Extension extension : given) {
      for (ExtensionKind kind : ExtensionKind.of(extension)) {
        add(
            new Found(
                kind,
                extension.getClass(),
                ProviderOrigin.code(extension.getClass()),
                () -> extension));
      }
    }
    path.folders().forEach(search::search);
    for (ExtensionKind kind : ExtensionKind.ALL) {
      for (Plugin plugin : search.plugins()) {
        drain(kind, plugin.providers(kind.service()), Optional.of(plugin));
      }
      drain(kind, ServiceLoaders.load(kind.service()).stream().iterator(), Optional.empty());
    }
    for (ExtensionKind kind : ExtensionKind.ALL) {
      if (kind.adapted().isPresent()) {
        for (Plugin plugin : search.plugins()) {
          drain(kind, plugin.providers(kind.adapted().get()), Optional.of(plugin));
        }
        drain(
            kind, ServiceLoaders.load(kind.adapted().get()).stream().iterator(), Optional.empty());
      }
    }
    for (Plugin plugin : search.plugins()) {
      if (propagators.search(plugin.providers(PROPAGATORS), plugin::owns)) {
        useful.add(plugin);
      }
    }
    propagators.search(ServiceLoaders.load(PROPAGATORS).stream().iterator(), type -> true);
    for (Plugin plugin : search.plugins()) {
      if (!useful.contains(plugin)) {
        search.refuse(
            plugin,
            "holds no extension; it provides none of the service types of dev.obs.spi and no"
                + " exporter or propagator of OpenTelemetry's autoconfigure SPI");
      }
    }
  }

  /// Finds the sources of the configuration. Those given in code come last, being the strongest. A
  /// provider that cannot be created is a notice.
  public void findSources(List<ConfigurationSource> given) {
    Iterator<ServiceLoader.Provider<ConfigurationSource>> found =
        ServiceLoaders.load(ConfigurationSource.class).stream().iterator();
    for (int errors = 0; errors < ERRORS; ) {
      try {
        if (!found.hasNext()) {
          break;
        }
        sources.add(found.next().get());
      } catch (ServiceConfigurationError | LinkageError unfit) {
        errors++;
        notices.add(
            "configuration source cannot be loaded: "
                + SafeText.message(unfit).orElse(unfit.getClass().getName()));
      }
    }
    sources.addAll(given);
  }

  /// Every provider, by kind.
  public List<ExtensionProvider> providers() {
    return providers.stream()
        .sorted(Comparator.comparingInt(provider -> ExtensionKind.ALL.indexOf(provider.kind())))
        .toList();
  }

  /// The extensions that can be used, and the providers that cannot be created.
  public DiscoveredExtensions extensions() {
    return new DiscoveredExtensions(
        providers().stream()
            .filter(ExtensionProvider::usable)
            .flatMap(provider -> provider.extension().stream())
            .distinct()
            .toList(),
        broken,
        sources,
        propagators.found().names());
  }

  /// The propagators of libraries.
  public LibraryPropagators propagators() {
    return propagators.found();
  }

  /// The plugins that were not loaded.
  public List<Refusal> refusals() {
    return List.copyOf(search.refusals());
  }

  /// Providers and folders that could not be read at all, such as a missing plugin folder.
  public List<String> notices() {
    List<String> all = new ArrayList<>(search.notices());
    all.addAll(notices);
    all.addAll(propagators.notices());
    return all;
  }

  private <S> void drain(
      ExtensionKind kind, Iterator<ServiceLoader.Provider<S>> providers, Optional<Plugin> plugin) {
    for (int errors = 0; errors < ERRORS; ) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<S> provider = providers.next();
        Class<?> type = provider.type();
        if (plugin.isEmpty() || plugin.get().owns(type)) {
          plugin.ifPresent(useful::add);
          ProviderOrigin source =
              plugin.map(own -> own.source(type)).orElseGet(() -> ProviderOrigin.of(type));
          add(new Found(kind, type, source, () -> extension(provider.get())));
        }
      } catch (ServiceConfigurationError | LinkageError unfit) {
        errors++;
        plugin.ifPresent(useful::add);
        String fault =
            kind.label()
                + plugin.map(own -> " of " + own.path()).orElse("")
                + " cannot be loaded: "
                + (unfit instanceof LinkageError
                    ? SafeText.of(unfit)
                    : SafeText.message(unfit).orElse("unknown cause"));
        notices.add(fault);
        broken.add(new BrokenProvider(kind.service(), fault));
      }
    }
  }

  private static Extension extension(Object provider) {
    return provider instanceof Extension own ? own : OpenTelemetryExporters.adapt(provider);
  }

  private void add(Found found) {
    Class<?> provider = found.provider();
    var outcome =
        guard.call(
            "load-" + provider.getSimpleName(),
            LIMIT,
            () -> {
              Extension extension = found.create().call();
              return new Loaded(extension, extension.type(), missing(extension));
            });
    outcome.then(
        loaded -> take(found, loaded),
        failure -> reject(found, "cannot be created: " + cause(failure)),
        limit -> reject(found, "not created within " + limit.toSeconds() + " s"));
  }

  /// The method of an extension that answers null, or null if none does.
  private static @Nullable String missing(Extension extension) {
    if (Objects.isNull(extension.section())) {
      return "section()";
    }
    List<Setting<?>> settings = extension.settings();
    return Objects.isNull(settings) || settings.stream().anyMatch(Objects::isNull)
        ? "settings()"
        : null;
  }

  private void reject(Found found, String reason) {
    broken.add(
        new BrokenProvider(
            found.kind().service(),
            found.provider().getName() + " (" + found.source().origin() + "): " + reason));
    providers.add(ExtensionProvider.broken(found.kind(), found.provider(), found.source(), reason));
  }

  private void take(Found found, Loaded loaded) {
    String type = loaded.type();
    if (type == null || !TYPE.matcher(type).matches()) {
      reject(found, "its type '" + type + "' is not a valid name");
      return;
    }
    if (loaded.missing() != null) {
      reject(found, "its " + loaded.missing() + " answers null");
      return;
    }
    ExtensionProvider provider =
        ExtensionProvider.loaded(found.kind(), type, loaded.extension(), found.source());
    ProviderOrigin first = taken.putIfAbsent(found.kind() + " " + type, found.source());
    if (first != null) {
      if (found.isNobodysWish()) {
        return;
      }
      provider.fail(
          "another %s '%s' was found first (%s)"
              .formatted(found.kind().label(), type, first.origin()));
    }
    providers.add(provider);
  }

  /// ServiceLoader wraps what a constructor throws.
  static String cause(Throwable failure) {
    Throwable cause =
        failure instanceof ServiceConfigurationError && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return SafeText.of(cause);
  }

  private record Found(
      ExtensionKind kind, Class<?> provider, ProviderOrigin source, Callable<Extension> create) {

    /// An exporter of OpenTelemetry's that merely lies on the path, as part of something else.
    boolean isNobodysWish() {
      return !Extension.class.isAssignableFrom(provider)
          && (source.origin().endsWith(" path") || source.origin().equals("image"));
    }
  }

  /// @param missing the method that answers null, null if none does
  private record Loaded(Extension extension, @Nullable String type, @Nullable String missing) {}
}
