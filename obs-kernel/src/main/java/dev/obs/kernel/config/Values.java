package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was set, by full key: of several values of one setting the strongest. Mappings are merged
/// entry by entry.
final class Values {
  private final Map<String, Value> byKey = new HashMap<>();
  private final Set<String> elsewhere = new HashSet<>();

  void offer(Schema.Key key, Value value) {
    Value known = byKey.get(key.name());
    if (known == null) {
      byKey.put(key.name(), value);
    } else if (key.setting().shape() == Setting.Shape.MAP) {
      byKey.put(
          key.name(),
          value.origin().weakerThan(known.origin())
              ? value.overlaid(known)
              : known.overlaid(value));
    } else if (!value.origin().weakerThan(known.origin())) {
      byKey.put(key.name(), value);
    }
  }

  void put(Setting<?> core, Value value) {
    byKey.put(core.name(), value);
  }

  /// A setting is set, to what is known only where the service will run.
  void setElsewhere(String name) {
    elsewhere.add(name);
  }

  boolean isSet(String name) {
    return byKey.containsKey(name) || elsewhere.contains(name);
  }

  @Nullable Value get(String name) {
    return byKey.get(name);
  }

  @Nullable Value get(Setting<?> core) {
    return byKey.get(core.name());
  }

  Map<String, Value> byKey() {
    return Map.copyOf(byKey);
  }
}
