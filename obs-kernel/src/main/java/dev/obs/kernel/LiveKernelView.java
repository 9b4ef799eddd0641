package dev.obs.kernel;

import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.health.HealthMonitor;
import dev.obs.kernel.operation.OperationMonitor;
import dev.obs.kernel.runtime.Probes;
import dev.obs.model.ExtensionInfo;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import dev.obs.model.HealthStatus;
import dev.obs.model.LaneStats;
import dev.obs.model.OperationSummary;
import dev.obs.spi.KernelView;
import dev.obs.spi.ScrapePage;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What others may see of a kernel.
record LiveKernelView(
    String version,
    Resource resource,
    Instant startedAt,
    long startedNanos,
    Inventory inventory,
    HealthMonitor monitor,
    UnaryOperator<String> redaction,
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
    HealthReport report = monitor.report(kind);
    SortedMap<String, HealthStatus> checks = new TreeMap<>(report.checks());
    checks.replaceAll((_, status) -> shown(status));
    return new HealthReport(report.up(), Collections.unmodifiableSortedMap(checks));
  }

  /// The details of a check of others may hold anything.
  private HealthStatus shown(HealthStatus status) {
    SortedMap<String, String> details = new TreeMap<>(status.details());
    details.replaceAll((_, text) -> redaction.apply(text));
    return new HealthStatus(status.up(), details);
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
