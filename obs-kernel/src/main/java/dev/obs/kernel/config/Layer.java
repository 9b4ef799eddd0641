package dev.obs.kernel.config;

import java.util.Map;

/// The values of one source: the file, the environment, code, or a [Derivation]. Immutable.
///
/// @param values by full key
/// @param deferred the origins of keys that are set to something that is known only where the
///   service will run
/// @param sections the sections of the file with their places
record Layer(
    Map<String, SettingValue<?>> values,
    Map<String, Origin> deferred,
    Map<String, Origin> sections) {
  static final Layer EMPTY = new Layer(Map.of(), Map.of(), Map.of());

  Layer {
    values = Map.copyOf(values);
    deferred = Map.copyOf(deferred);
    sections = Map.copyOf(sections);
  }
}
