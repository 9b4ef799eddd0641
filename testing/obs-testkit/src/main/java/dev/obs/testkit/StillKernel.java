package dev.obs.testkit;

import dev.obs.model.ExtensionInfo;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
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

/// A kernel without any activity.
final class StillKernel implements KernelView {

  @Override
  public String version() {
    return "0.0.0";
  }

  @Override
  public Resource resource() {
    return TestContext.RESOURCE;
  }

  @Override
  public Instant startedAt() {
    return Instant.EPOCH;
  }

  @Override
  public Duration uptime() {
    return Duration.ZERO;
  }

  @Override
  public List<ExtensionInfo> extensions() {
    return List.of();
  }

  @Override
  public HealthReport health(HealthKind kind) {
    return new HealthReport(true, Collections.emptySortedMap());
  }

  @Override
  public SortedMap<String, Double> system() {
    return Collections.emptySortedMap();
  }

  @Override
  public SortedMap<String, OperationSummary> performance() {
    return Collections.emptySortedMap();
  }

  @Override
  public List<LaneStats> lanes() {
    return List.of();
  }

  @Override
  public Optional<ScrapePage> scrape() {
    return Optional.empty();
  }
}
