package dev.obs.dashboards;

import static dev.obs.dashboards.PanelType.HEATMAP;
import static dev.obs.dashboards.PanelType.STAT;
import static dev.obs.dashboards.PanelType.TABLE;
import static dev.obs.dashboards.PanelType.TIME_SERIES;

import java.util.List;

/// The application's traffic, its latency, and the JVM resources that it uses.
final class ApplicationDashboard {
  private static final String CALLS =
      "operation_duration_seconds_count{@scope,operation=~\"$operation\"}";
  private static final String FAILURES =
      "operation_duration_seconds_count{@scope,operation=~\"$operation\",error_type!=\"\"}";
  private static final String BUCKETS =
      "operation_duration_seconds_bucket{@scope,operation=~\"$operation\"}";
  private static final String SUM =
      "operation_duration_seconds_sum{@scope,operation=~\"$operation\"}";

  private ApplicationDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        "obs-application",
        "Obs / Application performance",
        "Monitored operations of a service, and its JVM.",
        Variables.with(Variables.OPERATION),
        List.of(glance(), operations(), memory(), jvm()));
  }

  private static Row glance() {
    return new Row(
        "At a glance",
        new Panel(
                STAT,
                "Readiness",
                "Readiness of every chosen instance. The checks are on the dashboard"
                    + " of the pipeline.",
                Unit.NONE)
            .states("not ready", "ready")
            .ask(Query.instant("min(obs_health_up{@scope,kind=\"readiness\"})", "readiness")),
        new Panel(
                STAT,
                "Instances",
                "Instances that Prometheus could scrape the last time.",
                Unit.COUNT)
            .thresholds(Thresholds.below(1))
            .ask(Query.range("sum(up{@scope})", "instances")),
        new Panel(
                STAT,
                "Uptime",
                "Time since the instance that was started last was started.",
                Unit.SECONDS)
            .ask(Query.instant("min(process_uptime_seconds{@scope})", "uptime")),
        new Panel(
                STAT,
                "Operations",
                "Calls of monitored operations per second.",
                Unit.OPERATIONS_PER_SECOND)
            .ask(Query.range("sum(rate(" + CALLS + "[$__rate_interval]))", "operations")),
        new Panel(STAT, "Error ratio", "Share of the calls that failed.", Unit.RATIO)
            .thresholds(Thresholds.above(0.01, 0.05))
            .ask(Query.range(ratio(""), "errors")),
        new Panel(
                STAT,
                "p99 latency",
                "99 of 100 calls took at most this long, whatever the operation.",
                Unit.SECONDS)
            .thresholds(Thresholds.above(0.5, 1))
            .ask(Query.range(quantile("0.99", "le"), "p99")));
  }

  private static Row operations() {
    return new Row(
        "Operations",
        new Panel(
                TIME_SERIES,
                "Calls by operation",
                "Calls per second of each operation, failed ones included.",
                Unit.OPERATIONS_PER_SECOND)
            .fromZero()
            .ask(
                Query.range(
                    "sum by (operation) (rate(" + CALLS + "[$__rate_interval]))", "{{operation}}")),
        new Panel(
                TIME_SERIES,
                "Error ratio by operation",
                "Share of the calls of each operation that failed. 0 without failures, no line"
                    + " without calls.",
                Unit.RATIO)
            .wholeRatio()
            .thresholds(Thresholds.above(0.01, 0.05))
            .ask(Query.range(ratio(" by (operation)"), "{{operation}}")),
        new Panel(
                TIME_SERIES,
                "Latency by operation",
                "Percentiles of the duration of each operation, estimated from the histogram's"
                    + " buckets. The dots are traces of single calls.",
                Unit.SECONDS)
            .fromZero()
            .ask(
                Query.range(quantile("0.5", "le,operation"), "{{operation}} p50"),
                Query.range(quantile("0.95", "le,operation"), "{{operation}} p95"),
                Query.range(quantile("0.99", "le,operation"), "{{operation}} p99").withExemplars()),
        new Panel(
                HEATMAP,
                "Distribution of durations",
                "Number of calls by duration. Two bands mean two kinds of calls, as with a cache.",
                Unit.COUNT)
            .axis(Unit.SECONDS)
            .ask(Query.buckets("sum by (le) (increase(" + BUCKETS + "[$__rate_interval]))")),
        new Panel(
                TABLE,
                "Slowest operations",
                "Over the whole time range, the slowest on top.",
                Unit.SECONDS)
            .column("Calls", Unit.COUNT, overall("increase(" + CALLS + "[$__range])"))
            .column(
                "Mean",
                Unit.SECONDS,
                Query.table(
                    "sum by (operation) (rate("
                        + SUM
                        + "[$__range])) / sum by (operation) (rate("
                        + CALLS
                        + "[$__range]))"))
            .column(
                "p99",
                Unit.SECONDS,
                Query.table(
                    "sort_desc(histogram_quantile(0.99, sum by (le,operation) (rate("
                        + BUCKETS
                        + "[$__range]))))"))
            .sortedBy("p99"));
  }

  private static Row memory() {
    return new Row(
        "Memory of the JVM",
        new Panel(
                TIME_SERIES,
                "Heap by pool",
                "Heap in use. The saw's teeth are normal; teeth that start higher and higher are"
                    + " not.",
                Unit.BYTES)
            .fromZero()
            .stacked()
            .ask(
                Query.range(
                    "sum by (jvm_memory_pool_name)"
                        + " (jvm_memory_used_bytes{@scope,jvm_memory_type=\"heap\"})",
                    "{{jvm_memory_pool_name}}")),
        new Panel(
                TIME_SERIES,
                "Heap in use after garbage collections",
                "Heap in use after the last collection of each pool: the real need of the"
                    + " application. A line that only rises is a leak.",
                Unit.BYTES)
            .fromZero()
            .stacked()
            .ask(
                Query.range(
                    "sum by (jvm_memory_pool_name) (jvm_memory_used_after_last_gc_bytes{@scope})",
                    "{{jvm_memory_pool_name}}")),
        new Panel(
                TIME_SERIES,
                "Memory outside the heap",
                "Classes, compiled code, and buffers outside the heap.",
                Unit.BYTES)
            .fromZero()
            .stacked()
            .ask(
                Query.range(
                    "sum by (jvm_memory_pool_name)"
                        + " (jvm_memory_used_bytes{@scope,jvm_memory_type=\"non_heap\"})",
                    "{{jvm_memory_pool_name}}"),
                Query.range(
                    "sum by (jvm_buffer_pool_name) (jvm_buffer_memory_used_bytes{@scope})",
                    "{{jvm_buffer_pool_name}} buffers")),
        new Panel(
                TIME_SERIES,
                "Garbage collection",
                "Share of the time that collections took, by collector.",
                Unit.RATIO)
            .fromZero()
            .thresholds(Thresholds.above(0.05, 0.1))
            .ask(
                Query.range(
                    "sum by (instance,jvm_gc_name,jvm_gc_action)"
                        + " (rate(jvm_gc_duration_seconds_sum{@scope}[$__rate_interval]))",
                    "{{instance}} {{jvm_gc_name}}, {{jvm_gc_action}}")));
  }

  private static Row jvm() {
    return new Row(
        "Pauses, threads and CPU of the JVM",
        new Panel(
                TIME_SERIES,
                "Mean duration of a garbage collection",
                "With collectors that stop the application, the pauses of calls.",
                Unit.SECONDS)
            .fromZero()
            .thresholds(Thresholds.above(0.2, 1))
            .ask(
                Query.range(
                    "sum by (jvm_gc_name,jvm_gc_action)"
                        + " (rate(jvm_gc_duration_seconds_sum{@scope}[$__rate_interval]))"
                        + " / (sum by (jvm_gc_name,jvm_gc_action)"
                        + " (rate(jvm_gc_duration_seconds_count{@scope}[$__rate_interval])) > 0)",
                    "{{jvm_gc_name}}, {{jvm_gc_action}}")),
        new Panel(
                TIME_SERIES,
                "Threads by state",
                "Platform threads. Many that are blocked wait for one another.",
                Unit.COUNT)
            .fromZero()
            .stacked()
            .ask(
                Query.range(
                    "sum by (jvm_thread_state) (jvm_thread_count{@scope})",
                    "{{jvm_thread_state}}")),
        new Panel(
                TIME_SERIES,
                "CPU of the process",
                "Share of all processors that the JVM may use.",
                Unit.RATIO)
            .wholeRatio()
            .thresholds(Thresholds.above(0.7, 0.9))
            .ask(
                Query.range(
                    "max by (instance) (jvm_cpu_recent_utilization{@scope})", "{{instance}}")),
        new Panel(
                TIME_SERIES,
                "Loaded classes",
                "Classes that are loaded. A line that only rises long after the start is a leak of"
                    + " class loaders.",
                Unit.COUNT)
            .fromZero()
            .ask(Query.range("max by (instance) (jvm_class_count{@scope})", "{{instance}}")));
  }

  /// Returns failed calls divided by all calls, 0 without failures.
  private static String ratio(String by) {
    String calls = "sum" + by + " (rate(" + CALLS + "[$__rate_interval]))";
    String failures = "sum" + by + " (rate(" + FAILURES + "[$__rate_interval]))";
    return "(" + failures + " or 0 * " + calls + ") / " + calls;
  }

  private static String quantile(String quantile, String by) {
    return "histogram_quantile("
        + quantile
        + ", sum by ("
        + by
        + ") (rate("
        + BUCKETS
        + "[$__rate_interval])))";
  }

  private static Query overall(String promql) {
    return Query.table("sum by (operation) (" + promql + ")");
  }
}
