package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of all layers: of several values of one setting the strongest, of a mapping all
/// entries. Immutable.
final class MergedValues {
  private final Map<String, SettingValue<?>> byKey;
  private final Map<String, Origin> deferred;
  private final Map<String, Origin> sections;

  private MergedValues(
      Map<String, SettingValue<?>> byKey,
      Map<String, Origin> deferred,
      Map<String, Origin> sections) {
    this.byKey = Map.copyOf(byKey);
    this.deferred = Map.copyOf(deferred);
    this.sections = Map.copyOf(sections);
  }

  /// Merges layers.
  ///
  /// @param layers the weakest first
  static MergedValues of(List<Layer> layers) {
    Map<String, SettingValue<?>> byKey = new HashMap<>();
    Map<String, Origin> deferred = new HashMap<>();
    Map<String, Origin> sections = new HashMap<>();
    for (Layer layer : layers) {
      for (Map.Entry<String, SettingValue<?>> each : layer.values().entrySet()) {
        SettingValue.put(byKey, each.getKey(), each.getValue());
      }
      deferred.putAll(layer.deferred());
      sections.putAll(layer.sections());
    }
    return new MergedValues(byKey, deferred, sections);
  }

  /// The values of one section that has no further layers.
  static MergedValues of(Map<String, SettingValue<?>> values) {
    return new MergedValues(values, Map.of(), Map.of());
  }

  /// These values with those of a stronger layer put over them.
  MergedValues with(Layer stronger) {
    return stronger.values().isEmpty()
        ? this
        : of(List.of(new Layer(byKey, deferred, sections), stronger));
  }

  /// The value that was set at a key; empty if there is none.
  ///
  /// @param setting declared for this key, or alike ([Schema#alike])
  // A layer holds at each key a value that the scalars of the setting declared there have read, and
  // settings that are declared alike have values of one type. The compiler cannot follow that
  // through a map of all types; this is the only cast.
  @SuppressWarnings("unchecked")
  <T> Optional<SettingValue<T>> find(String key, Setting<T> setting) {
    SettingValue<?> value = byKey.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value.shape() != setting.shape()) {
      throw new IllegalArgumentException(key + " is declared otherwise");
    }
    return Optional.of((SettingValue<T>) value);
  }

  /// The same for one of the [CoreSettings].
  <T> Optional<SettingValue<T>> find(Setting<T> core) {
    return find(core.name(), core);
  }

  /// The same for a key of any setting.
  Optional<SettingValue<?>> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /// The value of one of the [CoreSettings], or else its default.
  <T> Optional<T> get(Setting<T> core) {
    Optional<SettingValue<T>> value = find(core);
    return value.isPresent() ? Optional.of(value.get().value()) : core.fallback();
  }

  /// Whether a key is set, be it to something that is known only where the service will run.
  boolean isSet(String key) {
    return byKey.containsKey(key) || deferred.containsKey(key);
  }

  /// Whether a key is set to something that is known only where the service will run.
  boolean isDeferred(String key) {
    return !byKey.containsKey(key) && deferred.containsKey(key);
  }

  /// The origin of a key's value, be it known or not; of a key that is not set, the default.
  Origin origin(String key) {
    SettingValue<?> value = byKey.get(key);
    return value == null ? deferred.getOrDefault(key, Origin.DEFAULT) : value.origin();
  }

  /// The place of a section of the file; empty if the file does not have it.
  Optional<Origin> section(String name) {
    return Optional.ofNullable(sections.get(name));
  }

  Map<String, SettingValue<?>> byKey() {
    return byKey;
  }
}
