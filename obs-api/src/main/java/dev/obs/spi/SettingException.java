package dev.obs.spi;

/// A report of a setting that proved unusable, such as a port that is taken or a certificate that
/// cannot be read. The kernel adds the source of the value and aborts the start with it, unless an
/// environment variable set the value: then it ignores the variable with a notice, and opens the
/// extension again with the next weaker value. A URL is not replaced in this way: the extension
/// fails, and the rest runs.
public final class SettingException extends Exception {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialized with its setting
  private final transient Setting<?> setting;

  /// @param setting the setting with the unusable value
  /// @param message the error and its fix, in lower case
  public SettingException(Setting<?> setting, String message) {
    super(message);
    this.setting = setting;
  }

  /// Returns the setting.
  public Setting<?> setting() {
    return setting;
  }
}
