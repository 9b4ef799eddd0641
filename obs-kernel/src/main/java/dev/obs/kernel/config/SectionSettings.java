package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings of one section.
///
/// @param declared the settings that may be asked for
/// @param section what stands before their names in the keys of the values
/// @param values values by key; absent ones have their default
/// @param written the keys that stand in the file, be their values right or wrong
/// @param origin where the section stands
record SectionSettings(
    List<Setting<?>> declared,
    String section,
    Map<String, Value> values,
    Set<String> written,
    Origin origin)
    implements Settings {

  @Override
  @SuppressWarnings("unchecked") // the value was read by a setting that is declared alike
  public <T> Optional<T> find(Setting<T> setting) {
    Value value = value(setting);
    return value == null ? setting.fallback() : Optional.of((T) value.value());
  }

  /// Where a setting's value came from.
  Origin origin(Setting<?> setting) {
    Value value = value(setting);
    return value == null ? Origin.DEFAULT : value.origin();
  }

  private @Nullable Value value(Setting<?> setting) {
    for (Setting<?> each : declared) {
      if (each.name().equals(setting.name()) && Schema.alike(each, setting)) {
        return values.get(Schema.join(section, setting.name()));
      }
    }
    throw new IllegalArgumentException(
        "the setting "
            + setting.name()
            + " was not declared in "
            + (section.isEmpty() ? "its list" : section));
  }
}
