package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException;
import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import java.util.function.Consumer;

/// The settings of an extension that is validated or opened, and the consequence of one that it
/// refuses. A value in the file or in code is the user's to correct. One in a variable may be meant
/// for another program: it is left out with a notice, and the extension gets the next weaker value.
/// An address has no such replacement, since records would go to another host.
///
/// Used by one thread.
public final class SettingsAttempt {

  /// The consequence of a refusal.
  public enum Verdict {
    /// The extension may be tried again with [SettingsAttempt#settings].
    RETRY,
    /// The extension is not in use.
    FAILED,
    /// The start ends.
    REFUSED
  }

  private final Extension extension;
  private final Consumer<String> notices;
  private Configuration configuration;
  private boolean reduced;

  /// @param notices gets a notice for each variable that is left out
  public SettingsAttempt(
      Configuration configuration, Extension extension, Consumer<String> notices) {
    this.configuration = configuration;
    this.extension = extension;
    this.notices = notices;
  }

  /// The settings to try.
  public Settings settings() {
    return configuration.section(extension);
  }

  /// Decides on a refusal and, if there is another attempt, leaves the variable out.
  ///
  /// @param message the reason of the extension
  public Verdict refuse(Setting<?> setting, String message) {
    Origin origin = configuration.origin(extension, setting);
    if (!origin.isEnvironment()) {
      // A default that fails in place of a variable is not the user's to correct.
      return reduced && origin.isDefault() ? Verdict.FAILED : Verdict.REFUSED;
    }
    if (Parsed.isAddress(setting.scalar())) {
      return Verdict.FAILED;
    }
    notices.accept(origin.where() + ": ignored: " + message);
    try {
      configuration = configuration.without(origin.where());
      reduced = true;
      return Verdict.RETRY;
    } catch (ConfigurationException needed) {
      return Verdict.FAILED;
    }
  }
}
