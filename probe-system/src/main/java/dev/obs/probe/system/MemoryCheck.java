package dev.obs.probe.system;

import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The readiness check of free memory: the host's or, if a control group has a lower limit, that
/// group's. If neither is known, as on systems other than Linux, it is up and reports that: an
/// unknown figure is not a reason to refuse traffic.
public final class MemoryCheck implements HealthCheck {
  private final Path root;

  /// Creates an instance for [java.util.ServiceLoader].
  public MemoryCheck() {
    this(Path.of("/"));
  }

  MemoryCheck(Path root) {
    this.root = root;
  }

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public String name() {
    return "memory_available";
  }

  @Override
  public String section() {
    return CheckSettings.SECTION;
  }

  @Override
  public List<Setting<?>> settings() {
    return CheckSettings.ALL;
  }

  @Override
  public Check open(ExtensionContext context) {
    double threshold = context.get(CheckSettings.MEMORY);
    return () -> check(threshold);
  }

  private HealthStatus check(double threshold) {
    try {
      return CheckSettings.status(Memory.read(root).percent(), threshold);
    } catch (IOException unknown) {
      return HealthStatus.healthy().with("percent", "unknown").with("threshold", threshold);
    }
  }
}
