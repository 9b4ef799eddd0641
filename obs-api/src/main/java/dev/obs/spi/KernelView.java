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

  /// The version of Obs.
  String version();

  /// What the telemetry is about.
  Resource resource();

  /// When the kernel started.
  Instant startedAt();

  /// For how long it has run, by the monotonic clock.
  Duration uptime();

  /// Every extension that was found, with its state.
  List<ExtensionInfo> extensions();

  /// The last results of the checks of a kind.
  HealthReport health(HealthKind kind);

  /// Headline figures of the probes, such as `cpu_percent`.
  SortedMap<String, Double> system();

  /// The summary of operations by name.
  SortedMap<String, OperationSummary> performance();

  /// The accounts of every lane.
  List<LaneStats> lanes();

  /// All metrics as a page, if a metric sink offers one.
  Optional<ScrapePage> scrape();
}
