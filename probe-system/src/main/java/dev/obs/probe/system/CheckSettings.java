package dev.obs.probe.system;

import dev.obs.model.HealthStatus;
import dev.obs.spi.Setting;
import java.util.List;

/// The keys of `health.checks`, which both checks share.
final class CheckSettings {
  static final String SECTION = "health.checks";

  static final Setting<Double> MEMORY =
      Setting.decimal("memory", 0, 100)
          .orElse(90.0)
          .describe("percent of memory in use above which the service is not ready");

  static final Setting<Double> DISK =
      Setting.decimal("disk", 0, 100)
          .orElse(90.0)
          .describe("percent of the disk at / in use above which the service is not ready");

  static final List<Setting<?>> ALL = List.of(MEMORY, DISK);

  private CheckSettings() {}

  /// Returns a status that is up unless the percentage is above the threshold.
  static HealthStatus status(double percent, double threshold) {
    return HealthStatus.of(percent <= threshold)
        .with("percent", Math.round(percent * 10) / 10.0)
        .with("threshold", threshold);
  }
}
