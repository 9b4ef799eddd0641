package dev.obs.dashboards;

import java.util.ArrayList;
import java.util.List;

/// The variables that all dashboards have, so that a choice goes along from one to the next.
final class Variables {
  /// Operations that were called.
  static final Variable OPERATION =
      Variable.anyOf(
          "operation",
          "Operation",
          "label_values(operation_duration_seconds_count{@scope}, operation)");

  private Variables() {}

  /// The data source of metrics, the services and their instances, and what a dashboard has more.
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
