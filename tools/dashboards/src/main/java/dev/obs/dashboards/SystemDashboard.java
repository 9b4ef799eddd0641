package dev.obs.dashboards;

import static dev.obs.dashboards.PanelType.GAUGE;
import static dev.obs.dashboards.PanelType.TIME_SERIES;

import java.util.List;

/// The resources of the machine or container, and their free part.
final class SystemDashboard {
  private static final String MOUNTS =
      "@scope,system_filesystem_mountpoint=~\"$mountpoint\",system_filesystem_state";
  private static final String BY_MOUNT = " by (instance,system_filesystem_mountpoint) ";

  /// The used share, as `df` counts: blocks reserved for root are neither used nor available.
  private static final String FULL =
      "sum"
          + BY_MOUNT
          + "(system_filesystem_usage_bytes{"
          + MOUNTS
          + "=\"used\"}) / (sum"
          + BY_MOUNT
          + "(system_filesystem_usage_bytes{"
          + MOUNTS
          + "=~\"used|free\"}) > 0)";

  private SystemDashboard() {}

  static Dashboard create() {
    return new Dashboard(
        "obs-system",
        "Obs / System resources",
        "CPU, memory, file systems, network and the process, as the system probes measure them.",
        Variables.with(
            Variable.anyOf(
                "mountpoint",
                "File system",
                "label_values(system_filesystem_usage_bytes{@scope},"
                    + " system_filesystem_mountpoint)"),
            Variable.anyOf(
                "interface",
                "Network interface",
                "label_values(system_network_io_bytes_total{@scope}, network_interface_name)"),
            Variable.among("trend", "Trend of the last", "6h", "30m", "1h", "6h", "1d", "3d")),
        List.of(glance(), processor(), filesystems(), network(), process()));
  }

  private static Row glance() {
    return new Row(
        "At a glance",
        new Panel(GAUGE, "CPU", "Share of the processors' time in use.", Unit.RATIO)
            .wholeRatio()
            .thresholds(Thresholds.above(0.7, 0.9))
            .ask(Query.instant("1 - avg(system_cpu_utilization{@scope,cpu_mode=\"idle\"})", "cpu")),
        new Panel(
                GAUGE,
                "Memory",
                "Share of the memory in use on the fullest instance, within the limits of its"
                    + " container.",
                Unit.RATIO)
            .wholeRatio()
            .thresholds(Thresholds.above(0.8, 0.9))
            .ask(
                Query.instant(
                    "max(system_memory_utilization{@scope,system_memory_state=\"used\"})",
                    "memory")),
        new Panel(GAUGE, "Fullest file system", "The share of its space in use.", Unit.RATIO)
            .wholeRatio()
            .thresholds(Thresholds.above(0.8, 0.9))
            .ask(Query.instant("max(" + FULL + ")", "used")),
        new Panel(
                GAUGE,
                "Load by processor",
                "Runnable threads of the whole system by processor, the average of the last minute."
                    + " Above 1, threads wait.",
                Unit.NONE)
            .fromZero()
            .thresholds(Thresholds.above(1, 2))
            .ask(
                Query.instant(
                    "max(jvm_system_cpu_load_1m{@scope}"
                        + " / on (job,instance) system_cpu_logical_count{@scope})",
                    "load")));
  }

  private static Row processor() {
    return new Row(
        "CPU and memory",
        new Panel(
                TIME_SERIES,
                "CPU by mode",
                "Shares of the processors' time. `steal` is the time that the host gave to others,"
                    + " `iowait` is waiting for disks.",
                Unit.RATIO)
            .wholeRatio()
            .stacked()
            .ask(
                Query.range(
                    "sum by (cpu_mode)"
                        + " (rate(system_cpu_time_seconds_total{@scope,cpu_mode!=\"idle\"}"
                        + "[$__rate_interval]))"
                        + " / on () group_left () sum(system_cpu_logical_count{@scope})",
                    "{{cpu_mode}}")),
        new Panel(
                TIME_SERIES,
                "Memory by state",
                "Memory in use and free, within the limits of the containers.",
                Unit.BYTES)
            .fromZero()
            .stacked()
            .ask(
                Query.range(
                    "sum by (system_memory_state) (system_memory_usage_bytes{@scope})",
                    "{{system_memory_state}}")),
        new Panel(
                TIME_SERIES,
                "Swap space",
                "Swap space by state; 0 where there is none.",
                Unit.BYTES)
            .fromZero()
            .stacked()
            .ask(
                Query.range(
                    "sum by (system_paging_state) (system_paging_usage_bytes{@scope})",
                    "{{system_paging_state}}")),
        new Panel(
                TIME_SERIES,
                "Pages swapped",
                "Pages per second to and from swap space. Anything that lasts is too little"
                    + " memory.",
                Unit.COUNTS_PER_SECOND)
            .fromZero()
            .thresholds(Thresholds.above(10, 100))
            .ask(
                Query.range(
                    "sum by (instance,system_paging_direction)"
                        + " (rate(system_paging_operations_total{@scope}[$__rate_interval]))",
                    "{{instance}} {{system_paging_direction}}")));
  }

  private static Row filesystems() {
    return new Row(
        "File systems",
        new Panel(
                TIME_SERIES,
                "Space in use",
                "Share of the space in use. Blocks reserved for root do not count, as with df.",
                Unit.RATIO)
            .wholeRatio()
            .thresholds(Thresholds.above(0.8, 0.9))
            .ask(Query.range(FULL, "{{instance}} {{system_filesystem_mountpoint}}")),
        new Panel(
                TIME_SERIES,
                "Free space in 24 hours",
                "Predicted free space after a day, by the trend of the chosen time. At 0 the"
                    + " file system will be full by then.",
                Unit.BYTES)
            .thresholds(Thresholds.below(1e9, 1))
            .ask(
                Query.range(
                    "clamp_min(sum"
                        + BY_MOUNT
                        + "(predict_linear(system_filesystem_usage_bytes{"
                        + MOUNTS
                        + "=\"free\"}[$trend], 86400)), 0)",
                    "{{instance}} {{system_filesystem_mountpoint}}")),
        new Panel(TIME_SERIES, "Free space", "Free space by file system.", Unit.BYTES)
            .fromZero()
            .ask(
                Query.range(
                    "sum" + BY_MOUNT + "(system_filesystem_usage_bytes{" + MOUNTS + "=\"free\"})",
                    "{{instance}} {{system_filesystem_mountpoint}}")),
        new Panel(
                TIME_SERIES,
                "Disk I/O of the process",
                "Bytes per second that the process read from disks and wrote to them.",
                Unit.BYTES_PER_SECOND)
            .fromZero()
            .ask(
                Query.range(
                    "sum by (instance,disk_io_direction)"
                        + " (rate(process_disk_io_bytes_total{@scope}[$__rate_interval]))",
                    "{{instance}} {{disk_io_direction}}")));
  }

  private static Row network() {
    return new Row(
        "Network",
        interfaces(
            "Traffic", "Bytes per second.", Unit.BYTES_PER_SECOND, "system_network_io_bytes_total"),
        interfaces(
            "Packets",
            "Packets per second.",
            Unit.PACKETS_PER_SECOND,
            "system_network_packet_count_total"),
        interfaces(
                "Errors",
                "Packets per second with errors. Look at cables, drivers and duplex.",
                Unit.PACKETS_PER_SECOND,
                "system_network_errors_total")
            .thresholds(Thresholds.above(0.1, 1)),
        interfaces(
                "Dropped packets",
                "Packets per second that were dropped without an error: full queues.",
                Unit.PACKETS_PER_SECOND,
                "system_network_packet_dropped_total")
            .thresholds(Thresholds.above(1, 100)));
  }

  private static Panel interfaces(String title, String description, Unit unit, String counter) {
    return new Panel(TIME_SERIES, title, description, unit)
        .fromZero()
        .ask(
            Query.range(
                "sum by (network_interface_name,network_io_direction) (rate("
                    + counter
                    + "{@scope,network_interface_name=~\"$interface\"}[$__rate_interval]))",
                "{{network_interface_name}} {{network_io_direction}}"));
  }

  private static Row process() {
    return new Row(
        "The process",
        new Panel(
                TIME_SERIES,
                "Memory of the process",
                "Resident memory: heap, classes, code, threads' stacks and buffers. The container's"
                    + " limit applies to it.",
                Unit.BYTES)
            .fromZero()
            .ask(
                Query.range(
                    "max by (instance) (process_memory_usage_bytes{@scope})", "{{instance}} RSS")),
        new Panel(
                TIME_SERIES,
                "Open file descriptors",
                "Open files and sockets. A line that only rises is a leak.",
                Unit.COUNT)
            .fromZero()
            .ask(
                Query.range(
                    "max by (instance) (process_unix_file_descriptor_count{@scope})",
                    "{{instance}}")),
        new Panel(
                TIME_SERIES,
                "Threads of the process",
                "Threads of the operating system, including those of the JVM itself.",
                Unit.COUNT)
            .fromZero()
            .ask(Query.range("max by (instance) (process_thread_count{@scope})", "{{instance}}")),
        new Panel(
                TIME_SERIES,
                "Page faults",
                "Pages per second that were not in memory. Major ones had to be read from disk.",
                Unit.COUNTS_PER_SECOND)
            .fromZero()
            .ask(
                Query.range(
                    "sum by (instance,system_paging_fault_type)"
                        + " (rate(process_paging_faults_total{@scope}[$__rate_interval]))",
                    "{{instance}} {{system_paging_fault_type}}")));
  }
}
