package dev.obs.kernel.plugin;

import dev.obs.kernel.guard.Guard;
import dev.obs.spi.Extension;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds extensions: those given in code, those in plugin folders, those on the module path or
/// class path. Each provider is created and asked for its type under a guard: one that throws or
/// hangs is named and put aside, the others load.
public final class Discovery {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,40}");
  private static final int ERRORS = 100;

  private final Guard guard;
  private final List<Component> components = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  /// @param guard for every call of a provider
  public Discovery(Guard guard) {
    this.guard = guard;
  }

  /// Finds everything. Of two providers of one kind and type the first is taken: code before plugin
  /// folders before the module path and class path.
  public void run(List<Extension> given, List<Path> folders) {
    for (Extension extension : given) {
      for (Kind kind : Kind.of(extension)) {
        add(kind, extension.getClass(), "code", () -> extension);
      }
    }
    List<PluginFolder> plugins = new ArrayList<>();
    for (Path folder : folders) {
      plugins.addAll(PluginFolder.open(folder, notices));
    }
    for (Kind kind : Kind.values()) {
      for (PluginFolder plugin : plugins) {
        drain(kind, plugin.providers(kind), Optional.of(plugin));
      }
      drain(kind, ServiceLoaders.load(kind).stream().iterator(), Optional.empty());
    }
  }

  /// Every provider, by kind.
  public List<Component> components() {
    return components.stream().sorted(java.util.Comparator.comparing(Component::kind)).toList();
  }

  /// What could not be read at all, such as a plugin folder.
  public List<String> notices() {
    return notices;
  }

  private void drain(
      Kind kind,
      Iterator<? extends ServiceLoader.Provider<? extends Extension>> providers,
      Optional<PluginFolder> plugin) {
    for (int errors = 0; errors < ERRORS; ) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<? extends Extension> provider = providers.next();
        Class<?> type = provider.type();
        if (plugin.isEmpty() || plugin.get().owns(type)) {
          add(
              kind,
              type,
              plugin.map(PluginFolder::origin).orElseGet(() -> origin(type)),
              provider::get);
        }
      } catch (ServiceConfigurationError broken) {
        errors++;
        notices.add(kind.label() + " cannot be loaded: " + broken.getMessage());
      }
    }
  }

  private void add(
      Kind kind,
      Class<?> provider,
      String origin,
      java.util.concurrent.Callable<Extension> source) {
    var outcome =
        guard.call(
            "load-" + provider.getSimpleName(),
            LIMIT,
            () -> {
              Extension extension = source.call();
              extension.section();
              List.copyOf(extension.settings());
              return new Loaded(extension, extension.type());
            });
    components.add(
        switch (outcome) {
          case Guard.Outcome.Returned<Loaded>(Loaded(Extension extension, String type)) ->
              checked(kind, type, extension, origin);
          case Guard.Outcome.Threw<Loaded>(Throwable failure) ->
              Component.broken(kind, provider, origin, "cannot be created: " + cause(failure));
          case Guard.Outcome.Hung<Loaded>(Duration limit) ->
              Component.broken(
                  kind, provider, origin, "not created within " + limit.toSeconds() + " s");
        });
  }

  private Component checked(Kind kind, String type, Extension extension, String origin) {
    if (type == null || !TYPE.matcher(type).matches()) {
      return Component.broken(
          kind, extension.getClass(), origin, "its type '" + type + "' is not a valid name");
    }
    Component component = Component.loaded(kind, type, extension, origin);
    if (!taken.add(kind + " " + type)) {
      component.fail("another " + kind.label() + " '" + type + "' was found first");
    }
    return component;
  }

  /// ServiceLoader wraps what a constructor throws.
  static String cause(Throwable failure) {
    Throwable cause =
        failure instanceof ServiceConfigurationError && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.toString();
  }

  private static String origin(Class<?> type) {
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

  private record Loaded(Extension extension, String type) {}
}
