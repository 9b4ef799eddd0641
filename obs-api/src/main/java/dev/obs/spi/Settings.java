package dev.obs.spi;

import java.util.NoSuchElementException;
import java.util.Optional;

/// Checked values of declared settings.
public interface Settings {

  /// Returns the value of a setting, or empty if it is not set and has no default.
  ///
  /// @throws IllegalArgumentException if the setting was not declared
  <T> Optional<T> find(Setting<T> setting);

  /// Returns the value of a setting that has a default or is required.
  ///
  /// @throws IllegalArgumentException if the setting was not declared
  /// @throws NoSuchElementException if it is not set and has no default
  default <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new NoSuchElementException(setting.name() + " is not set"));
  }
}
