package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.List;
import java.util.Map;

/// Access to the kernel's settings, which are package-private.
public final class KernelSettings {
  private KernelSettings() {}

  /// Returns the settings in the order of their display.
  public static List<Setting<?>> all() {
    return DeclaredSettings.ALL;
  }

  /// Returns the notice of each standard variable that has no effect.
  public static Map<String, String> variablesWithoutEffect() {
    return StandardVariables.withoutEffect();
  }
}
