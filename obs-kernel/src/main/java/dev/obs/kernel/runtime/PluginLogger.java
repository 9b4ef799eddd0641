package dev.obs.kernel.runtime;

import dev.obs.kernel.supervision.Throttle;
import dev.obs.model.SafeText;
import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The logger of a plugin. It hides secrets in the plugin's lines, which may repeat the words of a
/// server, and in their exceptions. A [Throttle] limits the lines above `DEBUG`, where a line is
/// known by its level and its message before parameters are put in. Nothing is formatted unless it
/// is logged.
final class PluginLogger implements System.Logger {
  private final System.Logger logger;
  private final UnaryOperator<String> redaction;
  private final Throttle throttle = new Throttle();

  /// @param logger gets the lines
  /// @param redaction replaces the secrets in a text
  PluginLogger(System.Logger logger, UnaryOperator<String> redaction) {
    this.logger = logger;
    this.redaction = redaction;
  }

  @Override
  public String getName() {
    return logger.getName();
  }

  @Override
  public boolean isLoggable(Level level) {
    return logger.isLoggable(level);
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      admit(level, message)
          .ifPresent(suppressed ->
              logger.log(
                  level,
                  Throttle.line(redaction.apply(text(bundle, message)), suppressed),
                  Redacted.of(thrown, redaction)));
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... params) {
    if (isLoggable(level)) {
      admit(level, format)
          .ifPresent(suppressed ->
              logger.log(
                  level,
                  Throttle.line(
                      redaction.apply(formatted(text(bundle, format), params)), suppressed)));
    }
  }

  private OptionalLong admit(Level level, @Nullable String message) {
    return level.compareTo(Level.DEBUG) <= 0
        ? OptionalLong.of(0)
        : throttle.admit(level + " " + message);
  }

  private static String text(@Nullable ResourceBundle bundle, @Nullable String message) {
    if (bundle == null || message == null) {
      return String.valueOf(message);
    }
    try {
      return bundle.getString(message);
    } catch (MissingResourceException | ClassCastException noText) {
      return message;
    }
  }

  private static String formatted(String format, @Nullable Object @Nullable [] params) {
    if (params == null || params.length == 0) {
      return format;
    }
    Object[] texts = new Object[params.length];
    for (int i = 0; i < params.length; i++) {
      // numbers and dates have formats of their own
      texts[i] = params[i] instanceof Number number ? number : SafeText.of(params[i]);
    }
    try {
      return MessageFormat.format(format, texts);
    } catch (IllegalArgumentException malformed) {
      return format;
    }
  }

  /// Replaces an exception whose texts hold a secret: its text is the trace of the original, with
  /// the secret hidden.
  static final class Redacted extends Exception {
    private static final long serialVersionUID = 1L;

    private Redacted(String trace) {
      super(trace, null, false, false);
    }

    /// The exception itself if no text of it holds a secret.
    static @Nullable Throwable of(@Nullable Throwable thrown, UnaryOperator<String> redaction) {
      if (thrown == null) {
        return null;
      }
      String trace = SafeText.stackTrace(thrown);
      String shown = redaction.apply(trace);
      return shown.equals(trace) ? thrown : new Redacted(shown.strip());
    }

    /// The whole trace of the original, which begins with its class.
    @Override
    @SuppressWarnings("OverrideThrowableToString") // the class of this one would be before it
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
