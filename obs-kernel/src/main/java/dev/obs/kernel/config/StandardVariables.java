package dev.obs.kernel.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  /// The exporters whose settings have variables.
  private static final List<String> EXPORTERS = List.of("otlp", "zipkin", "prometheus");

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
  static List<Finding> findings(Set<String> environment, Schema schema) {
    Set<String> undeclared = new TreeSet<>(environment);
    for (Schema.Key key : schema.keys()) {
      key.setting().environment().forEach(undeclared::remove);
    }
    List<Finding> findings = new ArrayList<>();
    for (String name : undeclared) {
      String notice = NOTICES.getOrDefault(name, absent(name, schema));
      if (!notice.isEmpty()) {
        findings.add(Finding.notice(Origin.environment(name), notice));
      }
    }
    return findings;
  }

  /// The notice of a variable whose exporter is not there, else empty. An exporter of another
  /// module may read the variable by itself.
  private static String absent(String name, Schema schema) {
    for (String type : EXPORTERS) {
      if (name.startsWith("OTEL_EXPORTER_" + type.toUpperCase(Locale.ROOT) + "_")
          && schema.at("telemetry." + type) instanceof Schema.Absent) {
        return "has no effect; " + KnownModules.remedy("exporter-" + type);
      }
    }
    return "";
  }
}
