package dev.obs.cli.deploy;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.EffectiveValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The values of a configuration by their keys, including those of plugins.
final class Effective {
  static final String DEFAULT = "default";

  /// The display of a secret, and of a value that is known only in the service's environment.
  private static final String HIDDEN = "(hidden)";

  private final Map<String, EffectiveValue> values = new HashMap<>();

  Effective(Configuration configuration) {
    configuration.effective().forEach(value -> values.put(value.key(), value));
  }

  /// Returns a value, unless it is absent or hidden.
  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key))
        .map(EffectiveValue::value)
        .filter(value -> !value.isEmpty() && !value.equals(HIDDEN));
  }

  /// Returns its origin, such as `telemetry.yaml:3`.
  String origin(String key) {
    EffectiveValue value = values.get(key);
    return value == null ? DEFAULT : value.origin();
  }
}
