package dev.obs.dashboards;

import java.util.Locale;

/// A kind of data source. A dashboard names its data source by a variable, so that it works in a
/// Grafana with several data sources or with other names.
enum Source {
  PROMETHEUS("datasource", "Metrics"),
  JAEGER("jaeger", "Traces"),
  ELASTICSEARCH("elasticsearch", "Logs");

  private final String variable;
  private final String label;

  Source(String variable, String label) {
    this.variable = variable;
    this.label = label;
  }

  /// Returns Grafana's name of the plugin.
  String type() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Returns the variable's name.
  String variable() {
    return variable;
  }

  /// Returns the variable's label.
  String label() {
    return label;
  }

  /// Returns the reference for a panel or a variable.
  JsonObject reference() {
    return new JsonObject().put("type", type()).put("uid", "${" + variable + "}");
  }
}
