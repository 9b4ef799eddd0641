package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.List;

/// All settings of the kernel.
final class DeclaredSettings {
  /// In the order in which they are shown; sections come together.
  static final List<Setting<?>> ALL = all();

  private DeclaredSettings() {}

  private static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>(CoreSettings.ALL);
    all.add(MetricSettings.EXEMPLAR_FILTER);
    all.addAll(LimitSettings.ALL);
    return List.copyOf(all);
  }
}
