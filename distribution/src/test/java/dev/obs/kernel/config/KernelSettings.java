package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.List;

/// The list of the kernel's settings, which is visible in its package only.
public final class KernelSettings {
  private KernelSettings() {}

  /// The settings in the order in which they are shown.
  public static List<Setting<?>> all() {
    return CoreSettings.ALL;
  }
}
