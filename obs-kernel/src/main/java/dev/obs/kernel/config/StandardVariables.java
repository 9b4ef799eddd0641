package dev.obs.kernel.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The environment variables of OpenTelemetry's specification that set nothing here. All others are
/// variables of settings. Setting one of these has no effect, so each gives a notice.
final class StandardVariables {
  private static final String INSECURE =
      "has no effect; an endpoint with http:// is insecure, one with https:// is not";
  private static final String FILE =
      "has no effect; Obs reads telemetry.yaml, or the file that TELEMETRY_CONFIG names";

  /// The notice of each variable.
  private static final Map<String, String> NOTICES = notices();

  /// The modules whose settings have variables, by the beginning of their names.
  private static final Map<String, String> MODULES =
      Map.of(
          "OTEL_EXPORTER_OTLP_", "exporter-otlp",
          "OTEL_EXPORTER_ZIPKIN_", "exporter-zipkin",
          "OTEL_EXPORTER_PROMETHEUS_", "exporter-prometheus");

  private StandardVariables() {}

  private static Map<String, String> notices() {
    Map<String, String> notices = new LinkedHashMap<>();
    notices.put("OTEL_ENTITIES", "has no effect; set OTEL_RESOURCE_ATTRIBUTES");
    notices.put("OTEL_LOG_LEVEL", "has no effect; set telemetry.logging.level");
    notices.put("OTEL_CONFIG_FILE", FILE);
    notices.put("OTEL_EXPERIMENTAL_CONFIG_FILE", FILE);
    notices.put("OTEL_EXPORTER_OTLP_INSECURE", INSECURE);
    for (String signal : List.of("TRACES", "METRICS", "LOGS", "SPAN", "METRIC")) {
      notices.put("OTEL_EXPORTER_OTLP_" + signal + "_INSECURE", INSECURE);
    }
    notices.put(
        "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
        "has no effect; histograms have explicit buckets");
    notices.put("OTEL_EXPORTER_ZIPKIN_PROTOCOL", "has no effect; spans are sent as JSON");
    return notices;
  }

  /// The notice of each variable that has no effect whatever its value is.
  static Map<String, String> withoutEffect() {
    return NOTICES;
  }

  /// One notice for each of these variables that is set.
  ///
  /// @param environment the variables that are set and not empty
  /// @param declared the variables of all settings
  static List<Finding> findings(Set<String> environment, Set<String> declared) {
    List<Finding> findings = new ArrayList<>();
    for (String name : new TreeSet<>(environment)) {
      String notice = declared.contains(name) ? null : NOTICES.get(name);
      if (notice != null) {
        findings.add(Finding.notice(Origin.environment(name), notice));
      } else if (!declared.contains(name)) {
        absent(name, declared, findings);
      }
    }
    return findings;
  }

  private static void absent(String name, Set<String> declared, List<Finding> findings) {
    MODULES.forEach((prefix, module) -> {
      if (name.startsWith(prefix) && declared.stream().noneMatch(each -> each.startsWith(prefix))) {
        findings.add(
            Finding.notice(
                Origin.environment(name), "has no effect; " + KnownModules.remedy(module)));
      }
    });
  }
}
