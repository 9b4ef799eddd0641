package dev.obs.kernel;

import dev.obs.api.ConfigurationException.Problem;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.SettingsAttempt;
import dev.obs.kernel.config.SettingsAttempt.Refusal;
import dev.obs.kernel.config.SpoolSettings;
import dev.obs.kernel.config.UnusableVariableException;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.extension.ExtensionKind;
import dev.obs.kernel.extension.ExtensionProvider;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolValidation;
import dev.obs.kernel.supervision.Guard;
import dev.obs.kernel.supervision.Guard.Outcome;
import dev.obs.model.SafeText;
import dev.obs.spi.Extension;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Finds the settings that a start would refuse. Opens, connects to and changes nothing, so it does
/// not find a port that is taken or a spool that another process uses.
final class DryRun {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// The order in which a start opens extensions.
  private static final List<ExtensionKind> ORDER =
      Stream.of(
              Stream.of(ExtensionKind.PROBE),
              Signal.ALL.stream().map(ExtensionKind::of),
              Stream.of(ExtensionKind.HEALTH_CHECK, ExtensionKind.ENDPOINT))
          .flatMap(kinds -> kinds)
          .toList();

  private final Configuration configuration;
  private final List<ExtensionProvider> providers;
  private final Guard guard;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  DryRun(Configuration configuration, List<ExtensionProvider> providers, Guard guard) {
    this.configuration = configuration;
    this.providers = providers;
    this.guard = guard;
  }

  /// The settings that a start would refuse, in the order in which it would use them.
  List<Problem> problems() {
    validateSpool();
    for (ExtensionKind kind : ORDER) {
      for (ExtensionProvider provider : providers) {
        Optional<Extension> extension = provider.extension();
        if (provider.kind() == kind && provider.selected() && extension.isPresent()) {
          validate(provider, extension.get());
        }
      }
    }
    return problems.stream().distinct().toList();
  }

  private void validate(ExtensionProvider provider, Extension extension) {
    if (extension instanceof ConsoleSink) {
      return; // its keys are the kernel's own
    }
    SettingsAttempt attempt = new SettingsAttempt(configuration, extension, notices::add);
    List<SettingException> refused = new CopyOnWriteArrayList<>();
    attempt
        .call(tried -> call(provider, extension, tried.section(extension), refused))
        .then(
            unused -> {},
            failure -> {
              if (failure instanceof SettingException unusable) {
                Stream.concat(Stream.of(unusable), refused.stream())
                    .distinct()
                    .forEach(each -> refuse(provider, attempt.refusal(each)));
              } else if (failure instanceof UnusableVariableException unknown) {
                provider.fail(String.valueOf(unknown.getMessage()));
              } else {
                provider.fail("failed to validate its settings: " + text(failure));
              }
            },
            limit ->
                provider.fail("did not validate its settings within " + limit.toSeconds() + " s"));
  }

  private void refuse(ExtensionProvider provider, Refusal refusal) {
    if (refusal.endsStart()) {
      problems.add(refusal.problem());
    } else {
      provider.fail(refusal.problem().toString());
    }
  }

  private Outcome<Boolean> call(
      ExtensionProvider provider,
      Extension extension,
      Settings settings,
      List<SettingException> refused) {
    refused.clear();
    return guard.call(
        "validate-" + provider.type(),
        LIMIT,
        () -> {
          extension.validate(settings, refused::add);
          if (!refused.isEmpty()) {
            throw refused.getFirst();
          }
          return true;
        });
  }

  /// One notice for each variable whose value proved unusable.
  List<String> notices() {
    return List.copyOf(notices);
  }

  private void validateSpool() {
    if (!configuration.get(SpoolSettings.ENABLED)) {
      return;
    }
    try {
      SpoolValidation spool = SpoolValidation.of(configuration.get(SpoolSettings.PATH));
      for (ExtensionProvider provider : providers) {
        if (provider.selected() && !provider.type().equals(ConsoleSink.TYPE)) {
          validateLane(spool, provider);
        }
      }
    } catch (SpoolException unusable) {
      refuse(unusable);
    }
  }

  private void validateLane(SpoolValidation spool, ExtensionProvider provider) {
    try {
      Optional<Signal<?>> signal = provider.kind().signal();
      if (signal.isPresent() && signal.get().format().isPresent()) {
        spool.lane(provider.type(), signal.get().name());
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
