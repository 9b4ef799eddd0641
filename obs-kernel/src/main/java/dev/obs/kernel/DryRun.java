package dev.obs.kernel;

import dev.obs.api.ConfigurationException.Problem;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.SpoolSettings;
import dev.obs.kernel.guard.Guard;
import dev.obs.kernel.guard.Guard.Outcome;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.kernel.plugin.Component;
import dev.obs.kernel.plugin.Kind;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolValidation;
import dev.obs.model.SafeText;
import dev.obs.spi.Extension;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the settings that a start would refuse. Opens, connects to and changes nothing, so it does
/// not find a port that is taken or a spool that another process uses.
final class DryRun {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// The order in which a start opens extensions.
  private static final List<Kind> ORDER =
      List.of(
          Kind.PROBE,
          Kind.TRACE_SINK,
          Kind.METRIC_SINK,
          Kind.LOG_SINK,
          Kind.INCIDENT_SINK,
          Kind.HEALTH_CHECK,
          Kind.ENDPOINT);

  private final Configuration configuration;
  private final List<Component> components;
  private final Guard guard;
  private final List<Problem> problems = new ArrayList<>();

  DryRun(Configuration configuration, List<Component> components, Guard guard) {
    this.configuration = configuration;
    this.components = components;
    this.guard = guard;
  }

  /// The settings that a start would refuse, in the order in which it would use them.
  List<Problem> problems() {
    validateSpool();
    for (Kind kind : ORDER) {
      for (Component component : components) {
        Optional<Extension> extension = component.extension();
        if (component.kind() == kind && component.selected() && extension.isPresent()) {
          validate(component, extension.get());
        }
      }
    }
    return problems.stream().distinct().toList();
  }

  private void validate(Component component, Extension extension) {
    if (extension instanceof ConsoleSink) {
      return; // its keys are the kernel's own
    }
    Settings settings = configuration.section(extension);
    Outcome<Boolean> outcome =
        guard.call(
            "validate-" + component.type(),
            LIMIT,
            () -> {
              extension.validate(settings);
              return true;
            });
    switch (outcome) {
      case Outcome.Returned<Boolean> _ -> {}
      case Outcome.Threw<Boolean>(SettingException unusable) ->
          problems.add(
              new Problem(
                  configuration.locate(extension, unusable.setting()),
                  text(SafeText.message(unusable).orElse("is unusable"))));
      case Outcome.Threw<Boolean>(Throwable failure) ->
          component.fail("failed to validate its settings: " + text(failure));
      case Outcome.Hung<Boolean>(Duration limit) ->
          component.fail("did not validate its settings within " + limit.toSeconds() + " s");
    }
  }

  private void validateSpool() {
    if (!configuration.get(SpoolSettings.ENABLED)) {
      return;
    }
    try {
      SpoolValidation spool = SpoolValidation.of(configuration.get(SpoolSettings.PATH));
      for (Component component : components) {
        if (component.selected() && !component.type().equals(ConsoleSink.TYPE)) {
          validateLane(spool, component);
        }
      }
    } catch (SpoolException unusable) {
      refuse(unusable);
    }
  }

  private void validateLane(SpoolValidation spool, Component component) {
    try {
      switch (component.kind()) {
        case TRACE_SINK -> spool.lane(component.type(), "traces");
        case METRIC_SINK -> spool.lane(component.type(), "metrics");
        case LOG_SINK -> spool.lane(component.type(), "logs");
        case INCIDENT_SINK, PROBE, HEALTH_CHECK, ENDPOINT -> {} // never in the spool
      }
    } catch (SpoolException unusable) {
      refuse(unusable);
    }
  }

  private void refuse(SpoolException unusable) {
    problems.add(
        new Problem(
            configuration.locate(SpoolSettings.PATH), String.valueOf(unusable.getMessage())));
  }

  private String text(Object foreign) {
    return configuration.redaction().apply(SafeText.of(foreign));
  }
}
