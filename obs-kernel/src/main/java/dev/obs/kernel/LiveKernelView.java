package dev.obs.kernel;

import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.health.HealthMonitor;
import dev.obs.kernel.operation.OperationMonitor;
import dev.obs.kernel.runtime.KernelContext;
import dev.obs.kernel.runtime.Probes;
import dev.obs.kernel.runtime.Sinks;
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

/// The state of a running kernel, for endpoints and applications. Texts of others are shown without
/// secrets. Thread-safe.
final class LiveKernelView implements KernelView {
  private final KernelContext context;
  private final Inventory inventory;
  private final HealthMonitor monitor;
  private final Probes probes;
  private final OperationMonitor operations;
  private final Lanes lanes;
  private final Optional<ScrapePage> scrape;
  private final Resource resource;
  private final Instant startedAt;
  private final long startedNanos = System.nanoTime();

  LiveKernelView(
      KernelContext context,
      Inventory inventory,
      HealthMonitor monitor,
      Probes probes,
      OperationMonitor operations,
      Sinks sinks) {
    this.context = context;
    this.inventory = inventory;
    this.monitor = monitor;
    this.probes = probes;
    this.operations = operations;
    lanes = sinks.lanes();
    scrape = sinks.page();
    resource = context.resource();
    startedAt = context.clock().instant();
  }

  @Override
  public String version() {
    return context.version();
  }

  @Override
  public Resource resource() {
    return resource;
  }

  @Override
  public Instant startedAt() {
    return startedAt;
  }

  @Override
  public Optional<ScrapePage> scrape() {
    return scrape;
  }

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
    checks.replaceAll((unused, status) -> shown(status));
    return new HealthReport(report.up(), Collections.unmodifiableSortedMap(checks));
  }

  /// The details of a foreign check may hold anything.
  private HealthStatus shown(HealthStatus status) {
    SortedMap<String, String> details = new TreeMap<>(status.details());
    details.replaceAll((unused, text) -> context.supervisor().text(text));
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
    return lanes.stats();
  }
}
