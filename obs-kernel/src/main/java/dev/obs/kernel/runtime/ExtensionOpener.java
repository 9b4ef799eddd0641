package dev.obs.kernel.runtime;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.SettingsAttempt;
import dev.obs.kernel.config.SettingsAttempt.Refusal;
import dev.obs.kernel.config.UnusableVariableException;
import dev.obs.kernel.delivery.Outlet;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.extension.ExtensionKind;
import dev.obs.kernel.extension.ExtensionProvider;
import dev.obs.kernel.extension.otel.OpenTelemetryExporters;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.kernel.log.OwnLoggers;
import dev.obs.kernel.supervision.Guard.Outcome;
import dev.obs.kernel.supervision.SinkCode;
import dev.obs.model.SafeText;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import io.opentelemetry.api.metrics.MeterProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Opens selected extensions one by one under a guard. One that throws or hangs is marked as failed
/// and left out. A setting that proves unusable is the user's to correct, so it is kept and ends
/// the start, unless its value comes from a variable.
///
/// Used by the thread that starts the kernel.
public final class ExtensionOpener {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// In place of a part that is no longer waited for.
  private static final Object ABANDONED = new Object();

  private final KernelContext context;
  private final MeterProvider meters;
  private final List<ExtensionProvider> providers;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  /// @param meters gives each extension its meter
  public ExtensionOpener(
      KernelContext context, MeterProvider meters, List<ExtensionProvider> providers) {
    this.context = context;
    this.meters = meters;
    this.providers = providers;
  }

  /// The selected extensions of a kind.
  List<ExtensionProvider> selected(ExtensionKind kind) {
    return providers.stream()
        .filter(provider -> provider.kind() == kind && provider.selected())
        .toList();
  }

  /// The selected sinks of a signal.
  List<ExtensionProvider> selected(Signal<?> signal) {
    return selected(ExtensionKind.of(signal));
  }

  /// Opens a sink.
  ///
  /// @return the open sink, or empty if it failed
  <T> Optional<Outlet<T>> open(ExtensionProvider sink, Signal<T> signal) {
    return open(sink, Extension.class, signal.sinks()::open);
  }

  /// Opens an extension.
  ///
  /// @return the result of the opening, or empty if it failed
  <E extends Extension, T> Optional<T> open(
      ExtensionProvider provider, Class<E> service, Opening<E, T> opening) {
    if (Thread.currentThread().isInterrupted()) {
      return failed(provider, "not opened, because the start was interrupted");
    }
    E extension = service.cast(provider.extension().orElseThrow());
    SettingsAttempt attempt = new SettingsAttempt(context.configuration(), extension, notices::add);
    return attempt
        .call(tried -> call(provider, extension, opening, tried))
        .<Optional<T>>fold(
            value -> {
              if (value == null) {
                return failed(provider, "its open method answered null");
              }
              if (provider.kind().signal().isPresent()) {
                sinkCode(extension, value);
              }
              return Optional.of(value);
            },
            failure -> {
              if (failure instanceof SettingException unusable) {
                return refused(provider, attempt, unusable);
              }
              return failed(
                  provider,
                  failure instanceof UnusableVariableException unknown
                      ? String.valueOf(unknown.getMessage())
                      : "failed to start: " + context.supervisor().text(failure));
            },
            limit -> failed(provider, "did not start within " + limit.toSeconds() + " s"));
  }

  private <T> Optional<T> refused(
      ExtensionProvider provider, SettingsAttempt attempt, SettingException unusable) {
    Refusal refusal = attempt.refusal(unusable);
    if (refusal.endsStart()) {
      List<Problem> all =
          others(provider, attempt).stream()
              .map(attempt::refusal)
              .filter(Refusal::endsStart)
              .map(Refusal::problem)
              .toList();
      if (!all.contains(refusal.problem())) {
        problems.add(refusal.problem());
      }
      problems.addAll(all); // in the order of obs check
      return failed(provider, refusal.problem().message());
    }
    return failed(provider, refusal.problem().toString());
  }

  /// All settings that the extension refuses; its open method throws the first one.
  private List<SettingException> others(ExtensionProvider provider, SettingsAttempt attempt) {
    List<SettingException> refused = new CopyOnWriteArrayList<>();
    Extension extension = provider.extension().orElseThrow();
    Outcome<Boolean> unused =
        attempt.call(tried ->
            context
                .supervisor()
                .guard()
                .call(
                    "validate-" + provider.type(),
                    LIMIT,
                    () -> {
                      extension.validate(settings(extension, tried), refused::add);
                      return true;
                    }));
    return refused;
  }

  private <E extends Extension, T> Outcome<T> call(
      ExtensionProvider provider, E extension, Opening<E, T> opening, Configuration tried) {
    AtomicReference<@Nullable Object> late = new AtomicReference<>();
    Outcome<T> outcome =
        context
            .supervisor()
            .guard()
            .call(
                "open-" + provider.type(),
                LIMIT,
                () -> {
                  T opened = opening.open(extension, context(provider, extension, tried));
                  if (!late.compareAndSet(null, opened)) {
                    closeLate(provider, opened);
                  }
                  return opened;
                });
    if (outcome instanceof Outcome.Hung<T> && !late.compareAndSet(null, ABANDONED)) {
      closeLate(provider, late.get());
    }
    return outcome;
  }

  /// Closes a part that was opened after its time, and so is not in use.
  private void closeLate(ExtensionProvider provider, @Nullable Object opened) {
    try {
      if (opened instanceof AutoCloseable part) {
        part.close();
      }
    } catch (Throwable failure) { // of a plugin, on a thread of its own
      context
          .supervisor()
          .faults()
          .warn("late " + provider, provider + " cannot be closed: " + SafeText.of(failure));
    }
  }

  private void sinkCode(Extension extension, Object opened) {
    SinkCode code = context.supervisor().threads().sinkCode();
    code.add(OpenTelemetryExporters.origin(extension));
    code.add(opened instanceof Outlet<?> outlet ? outlet.part() : opened);
  }

  /// Records that a setting of the kernel proved unusable.
  void unusable(Setting<?> setting, String message) {
    problems.add(new Problem(context.configuration().locate(setting), message));
  }

  /// Ends the start if a setting proved unusable.
  ///
  /// @throws ConfigurationException with all of these settings
  public void requireUsableSettings() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems.stream().distinct().toList());
    }
  }

  private static <T> Optional<T> failed(ExtensionProvider provider, String reason) {
    provider.fail(reason);
    return Optional.empty();
  }

  /// One notice for each variable whose value proved unusable.
  public List<String> notices() {
    return List.copyOf(notices);
  }

  private PluginContext context(
      ExtensionProvider provider, Extension extension, Configuration tried) {
    return new PluginContext(
        settings(extension, tried),
        context.resource(),
        context.configuration().resource(),
        context.clock(),
        meters.get("obs." + provider.type()),
        new PluginLogger(
            System.getLogger(OwnLoggers.of(provider.type())), context.configuration().redaction()),
        context.version());
  }

  /// The console's keys are the kernel's own.
  private static Settings settings(Extension extension, Configuration tried) {
    return extension instanceof ConsoleSink ? tried : tried.section(extension);
  }

  /// The open method of a kind.
  @FunctionalInterface
  interface Opening<E, T> {
    @Nullable T open(E extension, ExtensionContext context) throws Exception;
  }
}
