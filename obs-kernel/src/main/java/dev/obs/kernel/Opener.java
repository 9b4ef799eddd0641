package dev.obs.kernel;

import dev.obs.api.ConfigurationException.Problem;
import dev.obs.kernel.extension.Component;
import dev.obs.kernel.extension.Kind;
import dev.obs.kernel.extension.otel.OpenTelemetryExporters;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.kernel.supervision.Guard.Outcome;
import dev.obs.kernel.supervision.SinkCode;
import dev.obs.model.SafeText;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import io.opentelemetry.api.metrics.MeterProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Opens selected components one by one under a guard. One that throws or hangs is marked and left
/// out; a setting that proves unusable is the user's to mend, so it is kept and ends the start.
final class Opener {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// In place of a part that is no longer waited for.
  private static final Object ABANDONED = new Object();

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
    if (Thread.currentThread().isInterrupted()) {
      return failed(component, "not opened, because the start was interrupted");
    }
    E extension = service.cast(component.extension().orElseThrow());
    AtomicReference<@Nullable Object> late = new AtomicReference<>();
    Outcome<T> outcome =
        ground
            .supervisor()
            .guard()
            .call(
                "open-" + component.type(),
                LIMIT,
                () -> {
                  T opened = opening.open(extension, context(component, extension));
                  if (!late.compareAndSet(null, opened)) {
                    closeLate(component, opened);
                  }
                  return opened;
                });
    if (outcome instanceof Outcome.Hung<T> && !late.compareAndSet(null, ABANDONED)) {
      closeLate(component, late.get());
    }
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
                ground.configuration().locate(extension, unusable.setting()), text(unusable)));
        yield failed(component, text(unusable));
      }
      case Outcome.Threw<T>(Throwable failure) ->
          failed(component, "failed to start: " + ground.supervisor().text(failure));
    };
  }

  /// The message for the user; a plugin may have put a value into it.
  private String text(SettingException unusable) {
    return ground.supervisor().text(SafeText.message(unusable).orElse("is unusable"));
  }

  /// Closes a part that was opened after its time, and so is not in use.
  private void closeLate(Component component, @Nullable Object opened) {
    try {
      switch (opened) {
        case AutoCloseable part -> part.close();
        case MetricOutlet.Push push -> push.exporter().close();
        case null, default -> {}
      }
    } catch (Throwable failure) { // of a plugin, on a thread of its own
      ground
          .supervisor()
          .faults()
          .warn("late " + component, component + " cannot be closed: " + SafeText.of(failure));
    }
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
        new PluginLogger(System.getLogger(name), ground.configuration().redaction()),
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
