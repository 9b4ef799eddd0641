package dev.obs.kernel;

import dev.obs.api.OperationSummary;
import dev.obs.kernel.health.HealthMonitor;
import dev.obs.kernel.lane.Lanes;
import dev.obs.kernel.operation.OperationMonitor;
import dev.obs.spi.ExtensionInfo;
import dev.obs.spi.HealthKind;
import dev.obs.spi.HealthReport;
import dev.obs.spi.KernelView;
import dev.obs.spi.LaneStats;
import dev.obs.spi.ScrapePage;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What others may see of a kernel.
record View(
    String version,
    Resource resource,
    Instant startedAt,
    long startedNanos,
    Inventory inventory,
    HealthMonitor monitor,
    Probes probes,
    OperationMonitor operations,
    Lanes allLanes,
    Optional<ScrapePage> scrape)
    implements KernelView {

  @Override
  public Duration uptime() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  @Override
  public List<ExtensionInfo> extensions() {
    return inventory.extensions();
  }

  @Override
  public HealthReport health(HealthKind kind) {
    return monitor.report(kind);
  }

  @Override
  public SortedMap<String, Double> system() {
    return probes.summary();
  }

  @Override
  public SortedMap<String, OperationSummary> performance() {
    return operations.summary();
  }

  @Override
  public List<LaneStats> lanes() {
    return allLanes.stats();
  }
}
