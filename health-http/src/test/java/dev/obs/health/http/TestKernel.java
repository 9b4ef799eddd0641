package dev.obs.health.http;

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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A kernel whose results a test sets.
final class TestKernel implements KernelView {
  static final Instant NOW = Instant.ofEpochMilli(1_763_806_123_456L);

  final Map<HealthKind, TreeMap<String, HealthStatus>> checks = new EnumMap<>(HealthKind.class);
  final TreeMap<String, Double> system = new TreeMap<>();
  final TreeMap<String, OperationSummary> performance = new TreeMap<>();
  List<LaneStats> lanes = List.of();
  Resource resource = Resource.empty();
  ScrapePage scrape;

  void check(HealthKind kind, String name, boolean up) {
    checks.computeIfAbsent(kind, k -> new TreeMap<>()).put(name, HealthStatus.of(up));
  }

  @Override
  public HealthReport health(HealthKind kind) {
    TreeMap<String, HealthStatus> results = checks.getOrDefault(kind, new TreeMap<>());
    return new HealthReport(results.values().stream().allMatch(HealthStatus::up), results);
  }

  @Override
  public String version() {
    return "0.1.0";
  }

  @Override
  public Resource resource() {
    return resource;
  }

  @Override
  public Instant startedAt() {
    return NOW.minus(uptime());
  }

  @Override
  public Duration uptime() {
    return Duration.ofMillis(12_345);
  }

  @Override
  public List<ExtensionInfo> extensions() {
    return List.of();
  }

  @Override
  public SortedMap<String, Double> system() {
    return system;
  }

  @Override
  public SortedMap<String, OperationSummary> performance() {
    return performance;
  }

  @Override
  public List<LaneStats> lanes() {
    return lanes;
  }

  @Override
  public Optional<ScrapePage> scrape() {
    return Optional.ofNullable(scrape);
  }
}
