package dev.obs.dashboards;

import java.util.Locale;

/// A kind of data source. A dashboard names its data source by a variable, so that it works in a
/// Grafana that has several or calls them otherwise.
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

  /// Grafana's name of the plugin.
  String type() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The variable's name.
  String variable() {
    return variable;
  }

  /// What people read before the variable.
  String label() {
    return label;
  }

  /// What a panel or a variable refers to it by.
  JsonObject reference() {
    return new JsonObject().put("type", type()).put("uid", "${" + variable + "}");
  }
}
