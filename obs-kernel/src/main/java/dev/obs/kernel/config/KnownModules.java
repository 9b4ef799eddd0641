package dev.obs.kernel.config;

import java.util.List;

/// What Obs's own modules provide, so that a runtime without one of them can name it.
final class KnownModules {
  private KnownModules() {}

  /// Makes the keys of absent modules known.
  static void declareAbsent(Schema schema) {
    for (String type : List.of("otlp", "zipkin", "elasticsearch", "prometheus")) {
      schema.declareAbsent("telemetry." + type, "exporter-" + type);
    }
    for (String type : exporters(Signal.INCIDENTS)) {
      schema.declareAbsent("telemetry." + type, module(Signal.INCIDENTS, type));
    }
    for (String key : List.of("port", "host", "endpoints")) {
      schema.declareAbsent("health." + key, "health-http");
    }
    for (String key : List.of("memory", "disk")) {
      schema.declareAbsent("health.checks." + key, "probe-system");
    }
  }

  /// What is missing where keys of an absent module are set.
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
