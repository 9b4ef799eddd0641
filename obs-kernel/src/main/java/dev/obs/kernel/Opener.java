package dev.obs.kernel;

import dev.obs.api.ConfigurationException.Problem;
import dev.obs.kernel.guard.Guard.Outcome;
import dev.obs.kernel.guard.SinkCode;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.kernel.otel.OpenTelemetryExporters;
import dev.obs.kernel.plugin.Component;
import dev.obs.kernel.plugin.Kind;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.SafeText;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import io.opentelemetry.api.metrics.MeterProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens selected components one by one under a guard. One that throws or hangs is marked and left
/// out; a setting that proves unusable is the user's to mend, so it is kept and ends the start.
final class Opener {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Ground ground;
  private final MeterProvider meters;
  private final List<Component> components;
  private final List<Problem> problems = new ArrayList<>();

  Opener(Ground ground, MeterProvider meters, List<Component> components) {
    this.ground = ground;
    this.meters = meters;
    this.components = components;
  }

  /// Selected components of a kind.
  List<Component> selected(Kind kind) {
    return components.stream()
        .filter(component -> component.kind() == kind && component.selected())
        .toList();
  }

  /// Opens one.
  ///
  /// @return what it gave, or empty if it failed
  <E extends Extension, T> Optional<T> open(
      Component component, Class<E> service, Opening<E, T> opening) {
    E extension = service.cast(component.extension().orElseThrow());
    Outcome<T> outcome =
        ground
            .supervisor()
            .guard()
            .call(
                "open-" + component.type(),
                LIMIT,
                () -> opening.open(extension, context(component, extension)));
    return switch (outcome) {
      case Outcome.Returned<T>(T value) when value != null -> {
        if (component.kind().isSink()) {
          sinkCode(extension, value);
        }
        yield Optional.of(value);
      }
      case Outcome.Returned<T> _ -> failed(component, "its open method answered null");
      case Outcome.Hung<T>(Duration limit) ->
          failed(component, "did not start within " + limit.toSeconds() + " s");
      case Outcome.Threw<T>(SettingException unusable) -> {
        problems.add(
            new Problem(
                ground.configuration().locate(extension, unusable.setting()),
                String.valueOf(unusable.getMessage())));
        yield failed(component, String.valueOf(unusable.getMessage()));
      }
      case Outcome.Threw<T>(Throwable failure) ->
          failed(component, "failed to start: " + SafeText.of(failure));
    };
  }

  private void sinkCode(Extension extension, Object opened) {
    SinkCode code = ground.supervisor().threads().sinkCode();
    code.add(OpenTelemetryExporters.origin(extension));
    code.add(opened instanceof MetricOutlet.Push push ? push.exporter() : opened);
  }

  /// A setting of the kernel's own proved unusable.
  void unusable(Setting<?> setting, String message) {
    problems.add(new Problem(ground.configuration().locate(setting), message));
  }

  /// Whether a setting proved unusable.
  boolean failed() {
    return !problems.isEmpty();
  }

  /// The settings that proved unusable.
  List<Problem> problems() {
    return problems;
  }

  private static <T> Optional<T> failed(Component component, String reason) {
    component.fail(reason);
    return Optional.empty();
  }

  private PluginContext context(Component component, Extension extension) {
    String name = "obs." + component.type();
    return new PluginContext(
        settings(extension),
        ground.configuration().resource(),
        ground.clock(),
        meters.get(name),
        System.getLogger(name),
        ground.version());
  }

  /// The console's keys are the kernel's own.
  private Settings settings(Extension extension) {
    return extension instanceof ConsoleSink
        ? ground.configuration()
        : ground.configuration().section(extension);
  }

  /// A kind's open method.
  @FunctionalInterface
  interface Opening<E, T> {
    T open(E extension, ExtensionContext context) throws Exception;
  }
}
