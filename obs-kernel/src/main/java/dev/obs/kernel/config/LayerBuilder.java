package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects what one reader finds. Used by that reader alone, and only until it is built.
final class LayerBuilder {
  private final Map<String, SettingValue<?>> values = new HashMap<>();
  private final Map<String, Origin> deferred = new HashMap<>();
  private final Map<String, Origin> sections = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Secrets secrets = new Secrets();
  private final Map<String, String> unusable = new HashMap<>();

  /// Sets a value. Entries of a mapping may be set one by one.
  void put(String key, SettingValue<?> value) {
    SettingValue.put(values, key, value);
  }

  /// The same for one of the [CoreSettings].
  void put(Setting<?> core, SettingValue<?> value) {
    put(core.name(), value);
  }

  /// Marks a key as set to something that is known only where the service will run.
  void defer(String key, Origin origin) {
    deferred.put(key, origin);
  }

  /// Marks an address as set to something that is none.
  void unusable(String key, String reason) {
    unusable.put(key, reason);
  }

  void section(String name, Origin origin) {
    sections.put(name, origin);
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  Secrets secrets() {
    return secrets;
  }

  Reading build() {
    return new Reading(
        new Layer(values, deferred, sections),
        findings,
        secrets.texts(),
        secrets.changing(),
        secrets.literals(),
        unusable);
  }
}
