package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import dev.obs.kernel.supervision.Guard.Outcome;
import dev.obs.model.SafeText;
import dev.obs.spi.Extension;
import dev.obs.spi.SettingException;
import java.util.function.Consumer;
import java.util.function.Function;

/// The settings of an extension that is validated or opened, and the consequence of one that it
/// refuses. A value in the file or in code is the user's to correct. One in a variable may be meant
/// for another program: it is left out with a notice, and the extension gets the next weaker value.
/// An address has no such replacement, since records would go to another host.
///
/// Used by one thread.
public final class SettingsAttempt {
  private final Configuration given;
  private final Extension extension;
  private final Consumer<String> notices;
  private Configuration reduced;

  /// The refusal of a setting after which the extension is not called again.
  ///
  /// @param problem the origin of the value and the reason of the extension
  /// @param endsStart whether the user has to correct the value; else the extension is not in use
  public record Refusal(Problem problem, boolean endsStart) {}

  /// @param notices gets a notice for each variable that is left out
  public SettingsAttempt(
      Configuration configuration, Extension extension, Consumer<String> notices) {
    this.given = configuration;
    this.extension = extension;
    this.notices = notices;
    this.reduced = configuration;
  }

  /// Calls the extension, and once more after each variable that it refuses.
  ///
  /// @param call calls it with the settings of a configuration
  /// @return the outcome of the last call; [#refusal] explains a [SettingException]
  public <T> Outcome<T> call(Function<Configuration, Outcome<T>> call) {
    Outcome<T> outcome = call.apply(reduced);
    while (outcome instanceof Outcome.Threw<T>(SettingException unusable) && leaveOut(unusable)) {
      outcome = call.apply(reduced);
    }
    return outcome;
  }

  /// The consequence of an exception of the last call.
  public Refusal refusal(SettingException unusable) {
    Origin origin = reduced.origin(extension, unusable.setting());
    // A default that fails in place of a variable is not the user's to correct.
    boolean replacement = !reduced.equals(given) && origin.isDefault();
    String place = (replacement ? given : reduced).locate(extension, unusable.setting());
    return new Refusal(
        new Problem(place, message(unusable)), !origin.isEnvironment() && !replacement);
  }

  /// Leaves out the variable that has an unusable value.
  ///
  /// @return whether there is such a variable that can be left out
  private boolean leaveOut(SettingException unusable) {
    Origin origin = reduced.origin(extension, unusable.setting());
    if (!origin.isEnvironment() || Parsed.isAddress(unusable.setting().scalar())) {
      return false;
    }
    notices.accept(origin.where() + ": ignored: " + message(unusable));
    try {
      reduced = reduced.without(origin.where());
      return true;
    } catch (ConfigurationException needed) {
      return false;
    }
  }

  /// The message for the user; a plugin may have put a value into it.
  private String message(SettingException unusable) {
    return given.redaction().apply(SafeText.message(unusable).orElse("is unusable"));
  }
}
