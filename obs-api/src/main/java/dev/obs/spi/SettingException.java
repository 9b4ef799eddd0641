package dev.obs.spi;

/// A setting turned out to be unusable when it was used: a port that is taken, a certificate that
/// cannot be read. The kernel adds where the value came from and ends the start with it.
public final class SettingException extends Exception {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialized with its setting
  private final transient Setting<?> setting;

  /// @param setting whose value is unusable
  /// @param message what is wrong and what to do, in lower case
  public SettingException(Setting<?> setting, String message) {
    super(message);
    this.setting = setting;
  }

  /// The setting.
  public Setting<?> setting() {
    return setting;
  }
}
