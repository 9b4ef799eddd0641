package dev.obs.exporter.prometheus;

import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.ArrayList;
import java.util.List;

/// The metrics of one type that share a name.
final class Family {
  private final FamilyName name;
  private final List<MetricData> metrics = new ArrayList<>(1);
  private String help = "";

  Family(FamilyName name) {
    this.name = name;
  }

  /// Adds a metric; the first description counts.
  void add(MetricData metric) {
    metrics.add(metric);
    if (help.isEmpty()) {
      help = metric.getDescription();
    }
  }

  FamilyName name() {
    return name;
  }

  List<MetricData> metrics() {
    return metrics;
  }

  String help() {
    return help;
  }
}
