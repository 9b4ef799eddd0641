package dev.obs.kernel.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The keys and exporters of Obs's own modules, so that a runtime without one of them can name it.
final class KnownModules {
  private KnownModules() {}

  /// The keys of these modules, each with its module.
  static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Signal signal : Signal.values()) {
      for (String type : signal.known()) {
        keys.putIfAbsent("telemetry." + type, signal.module(type));
      }
    }
    for (String key : List.of("port", "host", "endpoints")) {
      keys.put("health." + key, "health-http");
    }
    for (String key : List.of("memory", "disk")) {
      keys.put("health.checks." + key, "probe-system");
    }
    return keys;
  }

  /// The remedy where keys of an absent module are set.
  static String remedy(String module) {
    return "no module provides this; put " + module + " on the module path";
  }
}
