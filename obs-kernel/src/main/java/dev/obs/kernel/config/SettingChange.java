package dev.obs.kernel.config;

/// A setting, or an entry of one, whose value differs between two configurations. Where one of them
/// does not have it, the text is empty and the origin `default`.
///
/// @param before its value in the earlier one
/// @param after its value in the later one
public record SettingChange(EffectiveValue before, EffectiveValue after) {

  /// The full key, with `.name` or `[0].name` for entries.
  public String key() {
    return after.key();
  }
}
