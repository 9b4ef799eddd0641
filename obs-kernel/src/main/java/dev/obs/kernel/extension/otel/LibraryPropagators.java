package dev.obs.kernel.extension.otel;

import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.supervision.Guard;
import dev.obs.kernel.supervision.Guard.Outcome;
import dev.obs.model.SafeText;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The propagators of libraries that follow OpenTelemetry's [autoconfigure
/// SPI](https://opentelemetry.io/docs/languages/java/configuration/#spi-service-provider-interface),
/// by name. Used by one thread.
public final class LibraryPropagators {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final Map<String, ConfigurablePropagatorProvider> providers = new LinkedHashMap<>();

  /// Adds a provider, unless another one of this name was found first.
  ///
  /// @param name its name
  public void add(String name, ConfigurablePropagatorProvider provider) {
    providers.putIfAbsent(name, provider);
  }

  /// The names.
  public Set<String> names() {
    return Set.copyOf(providers.keySet());
  }

  /// Creates the propagator of a name. One that cannot be created has no effect.
  ///
  /// @param guard for the call of the provider
  /// @param faults gets a line when the propagator throws
  /// @param failed gets the reason if it cannot be created
  public TextMapPropagator create(
      String name, Guard guard, FaultLog faults, Consumer<String> failed) {
    ConfigurablePropagatorProvider provider = providers.get(name);
    if (provider == null) {
      return TextMapPropagator.noop();
    }
    Outcome<TextMapPropagator> outcome =
        guard.call(
            "propagator-" + name,
            LIMIT,
            () ->
                OpenTelemetryExporters.create(
                    provider,
                    name,
                    Properties.of(
                        Map.of(),
                        Properties.system(),
                        System.getenv(),
                        provider.getClass().getClassLoader()),
                    provider::getPropagator));
    return switch (outcome) {
      case Outcome.Returned<TextMapPropagator>(TextMapPropagator made) ->
          new GuardedPropagator(made, name, faults);
      case Outcome.Threw<TextMapPropagator>(Throwable failure) -> {
        failed.accept("propagator '" + name + "' has no effect: " + SafeText.of(failure));
        yield TextMapPropagator.noop();
      }
      case Outcome.Hung<TextMapPropagator>(Duration limit) -> {
        failed.accept(
            "propagator '"
                + name
                + "' has no effect: not created within "
                + limit.toSeconds()
                + " s");
        yield TextMapPropagator.noop();
      }
    };
  }
}
