package dev.obs.kernel.extension;

/// A plugin, or a folder of plugins, is not loaded; the message says what is wrong and what to do.
final class PluginRefused extends Exception {
  private static final long serialVersionUID = 1;

  PluginRefused(String reason) {
    super(reason);
  }

  /// The message, which there always is.
  String reason() {
    return String.valueOf(getMessage());
  }
}
