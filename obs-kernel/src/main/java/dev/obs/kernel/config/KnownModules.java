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
    for (String type : List.of("otlp", "zipkin", "elasticsearch", "prometheus")) {
      keys.put("telemetry." + type, "exporter-" + type);
    }
    for (String type : exporters(Signal.INCIDENTS)) {
      keys.put("telemetry." + type, module(Signal.INCIDENTS, type));
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

  /// The types of exporter that some module of Obs provides for a signal.
  static List<String> exporters(Signal signal) {
    return switch (signal) {
      case TRACES -> List.of("otlp", "zipkin");
      case METRICS -> List.of("otlp", "prometheus");
      case LOGS -> List.of("otlp", "elasticsearch");
      case INCIDENTS -> List.of("pagerduty", "alertmanager", "webhook");
    };
  }

  /// The module that provides one of these.
  static String module(Signal signal, String exporter) {
    return switch (signal) {
      case TRACES, METRICS, LOGS -> "exporter-" + exporter;
      case INCIDENTS -> "incident-webhook";
    };
  }
}
