package dev.obs.probe.system;

import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.Setting;
import java.util.List;
import java.util.OptionalDouble;

/// A readiness check of the used share of a resource against a threshold in `health.checks`. The
/// checks share that section, so each declares the settings of all.
///
/// If the share is unknown the check is up and reports that: an unknown figure is not a reason to
/// refuse traffic.
abstract class UsageCheck implements HealthCheck {
  static final Setting<Double> MEMORY = threshold("memory", "memory");
  static final Setting<Double> DISK = threshold("disk", "the disk at /");

  private final Setting<Double> threshold;
  private final String name;

  /// @param threshold the setting whose key is the type
  /// @param name the name of the result
  UsageCheck(Setting<Double> threshold, String name) {
    this.threshold = threshold;
    this.name = name;
  }

  private static Setting<Double> threshold(String key, String resource) {
    return Setting.decimal(key, 0, 100)
        .orElse(90.0)
        .describe("percent of " + resource + " in use above which the service is not ready");
  }

  /// Returns the used share in percent, or empty if it is unknown.
  abstract OptionalDouble percent();

  @Override
  public final String type() {
    return threshold.name();
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String section() {
    return "health.checks";
  }

  @Override
  public final List<Setting<?>> settings() {
    return List.of(MEMORY, DISK);
  }

  @Override
  public final Check open(ExtensionContext context) {
    double limit = context.get(threshold);
    return () -> status(percent(), limit);
  }

  private static HealthStatus status(OptionalDouble percent, double limit) {
    HealthStatus status =
        percent.isEmpty()
            ? HealthStatus.healthy().with("percent", "unknown")
            : HealthStatus.of(percent.getAsDouble() <= limit)
                .with("percent", Math.round(percent.getAsDouble() * 10) / 10.0);
    return status.with("threshold", limit);
  }
}
