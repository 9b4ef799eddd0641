package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The settings of one section.
///
/// @param declared the settings that may be asked for
/// @param section the part of the keys before their names
/// @param values the values; absent ones have their default
/// @param written the keys of the section in the file, be their values right or wrong
/// @param origin the place of the section
record SectionSettings(
    List<Setting<?>> declared,
    String section,
    MergedValues values,
    Set<String> written,
    Origin origin)
    implements Settings {

  @Override
  public <T> Optional<T> find(Setting<T> setting) {
    Optional<SettingValue<T>> value = value(setting);
    return value.isPresent() ? Optional.of(value.get().value()) : setting.fallback();
  }

  /// The origin of a setting's value.
  Origin origin(Setting<?> setting) {
    return value(setting).map(SettingValue::origin).orElse(Origin.DEFAULT);
  }

  private <T> Optional<SettingValue<T>> value(Setting<T> setting) {
    for (Setting<?> each : declared) {
      if (each.name().equals(setting.name()) && Schema.alike(each, setting)) {
        return values.find(Schema.join(section, setting.name()), setting);
      }
    }
    throw new IllegalArgumentException(
        "the setting "
            + setting.name()
            + " was not declared in "
            + (section.isEmpty() ? "its list" : section));
  }
}
