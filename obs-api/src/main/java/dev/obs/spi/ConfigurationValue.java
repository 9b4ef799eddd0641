package dev.obs.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of a [ConfigurationSource] with its place. Immutable.
public sealed interface ConfigurationValue {

  /// Returns the place for messages, such as `application.properties:12` or `OBS_HEALTH_PORT`.
  String place();

  /// A scalar as text.
  record Text(String text, String place) implements ConfigurationValue {}

  /// A list.
  record Sequence(List<ConfigurationValue> items, String place) implements ConfigurationValue {
    /// Copies the items.
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// Values by key. The keys of a mapping without fixed keys, such as resource attributes, may have
  /// dots; mappings inside of it are taken for parts of such keys.
  record Mapping(Map<String, ConfigurationValue> entries, String place)
      implements ConfigurationValue {
    /// Copies the entries.
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }
}
