package dev.obs.kernel.extension;

import dev.obs.kernel.extension.otel.LibraryPropagators;
import dev.obs.kernel.supervision.Guard;
import dev.obs.model.SafeText;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/// Finds the propagators of libraries. One that cannot be loaded is named, the others load.
final class PropagatorSearch {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int ERRORS = 100;

  private final Guard guard;
  private final LibraryPropagators found = new LibraryPropagators();
  private final List<String> notices = new ArrayList<>();

  PropagatorSearch(Guard guard) {
    this.guard = guard;
  }

  LibraryPropagators found() {
    return found;
  }

  /// Providers that could not be loaded, each with the reason.
  List<String> notices() {
    return notices;
  }

  /// Takes the providers of which a test approves.
  ///
  /// @return whether there is one
  boolean search(
      Iterator<ServiceLoader.Provider<ConfigurablePropagatorProvider>> providers,
      Predicate<Class<?>> owned) {
    boolean any = false;
    for (int errors = 0; errors < ERRORS; ) {
      try {
        if (!providers.hasNext()) {
          return any;
        }
        ServiceLoader.Provider<ConfigurablePropagatorProvider> provider = providers.next();
        if (owned.test(provider.type())) {
          any = true;
          load(provider);
        }
      } catch (ServiceConfigurationError | LinkageError unfit) {
        errors++;
        notices.add("propagator cannot be loaded: " + SafeText.of(unfit));
      }
    }
    return any;
  }

  private void load(ServiceLoader.Provider<ConfigurablePropagatorProvider> provider) {
    Class<?> type = provider.type();
    Guard.Outcome<Named> outcome =
        guard.call(
            "load-" + type.getSimpleName(),
            LIMIT,
            () -> {
              ConfigurablePropagatorProvider made = provider.get();
              return new Named(made.getName(), made);
            });
    switch (outcome) {
      case Guard.Outcome.Returned<Named>(Named loaded) -> found.add(loaded.name, loaded.provider);
      case Guard.Outcome.Threw<Named>(Throwable failure) ->
          notices.add(
              "propagator " + type.getName() + " cannot be loaded: " + Discovery.cause(failure));
      case Guard.Outcome.Hung<Named>(Duration limit) ->
          notices.add(
              "propagator " + type.getName() + " not loaded within " + limit.toSeconds() + " s");
    }
  }

  private record Named(String name, ConfigurablePropagatorProvider provider) {}
}
