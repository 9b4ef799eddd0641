package dev.obs.dashboards;

import java.util.ArrayList;
import java.util.List;

/// The common variables of all dashboards, so that a choice is carried from one to the next.
final class Variables {
  /// The called operations.
  static final Variable OPERATION =
      Variable.anyOf(
          "operation",
          "Operation",
          "label_values(operation_duration_seconds_count{@scope}, operation)");

  private Variables() {}

  /// Returns the data source of metrics, the services and their instances, and additional variables
  /// of a dashboard.
  static List<Variable> with(Variable... more) {
    List<Variable> variables =
        new ArrayList<>(
            List.of(
                Variable.of(Source.PROMETHEUS),
                Variable.anyOf("job", "Service", "label_values(target_info, job)"),
                Variable.anyOf(
                    "instance", "Instance", "label_values(target_info{job=~\"$job\"}, instance)")));
    variables.addAll(List.of(more));
    return variables;
  }
}
