package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.List;
import java.util.stream.Stream;

/// All settings of the kernel.
final class DeclaredSettings {
  /// In the order in which they are shown; sections come together.
  static final List<Setting<?>> ALL =
      Stream.concat(CoreSettings.ALL.stream(), LimitSettings.ALL.stream()).toList();

  private DeclaredSettings() {}
}
