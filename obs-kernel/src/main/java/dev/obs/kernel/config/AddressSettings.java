package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import java.util.Map;
import java.util.Optional;

/// The settings of a section in which a variable sets an address to something that is none. Without
/// another value of that key its default would send records to a host that nobody named, so asking
/// for it fails.
///
/// @param unusable the reason by full key
record AddressSettings(SectionSettings settings, Map<String, String> unusable) implements Settings {

  @Override
  public <T> Optional<T> find(Setting<T> setting) {
    String reason = unusable.get(Schema.join(settings.section(), setting.name()));
    if (reason != null && settings.origin(setting).isDefault()) {
      throw new UnusableVariableException(reason);
    }
    return settings.find(setting);
  }
}
