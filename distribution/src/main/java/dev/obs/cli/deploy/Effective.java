package dev.obs.cli.deploy;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.EffectiveValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The values of a configuration by their keys, plugins' included.
final class Effective {
  static final String DEFAULT = "default";

  /// What is shown of a secret, and of what is known only where the service will run.
  private static final String HIDDEN = "(hidden)";

  private final Map<String, EffectiveValue> values = new HashMap<>();

  Effective(Configuration configuration) {
    configuration.effective().forEach(value -> values.put(value.key(), value));
  }

  /// A value, unless there is none or it is hidden.
  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key))
        .map(EffectiveValue::value)
        .filter(value -> !value.isEmpty() && !value.equals(HIDDEN));
  }

  /// Where it came from, such as `telemetry.yaml:3`.
  String origin(String key) {
    EffectiveValue value = values.get(key);
    return value == null ? DEFAULT : value.origin();
  }
}
