package dev.obs.spi;

import dev.obs.model.ExtensionInfo;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import dev.obs.model.LaneStats;
import dev.obs.model.OperationSummary;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A read-only view of the running kernel. Thread-safe; no method waits for a check, a probe or a
/// backend.
public interface KernelView {

  /// Returns the version of Obs.
  String version();

  /// Returns the resource of the telemetry.
  Resource resource();

  /// Returns the time of the kernel's start.
  Instant startedAt();

  /// Returns the time since the start, by the monotonic clock.
  Duration uptime();

  /// Returns every discovered extension with its state.
  List<ExtensionInfo> extensions();

  /// Returns the last results of the checks of a kind.
  HealthReport health(HealthKind kind);

  /// Returns headline figures of the probes, such as `cpu_percent`. Right after the start it waits
  /// for the first samples, a second at most.
  SortedMap<String, Double> system();

  /// Returns the summary of operations by name.
  SortedMap<String, OperationSummary> performance();

  /// Returns the counters of every lane.
  List<LaneStats> lanes();

  /// Returns all metrics as a page, if a metric sink offers one.
  Optional<ScrapePage> scrape();
}
