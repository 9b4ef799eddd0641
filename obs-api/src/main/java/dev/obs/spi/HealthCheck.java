package dev.obs.spi;

import dev.obs.model.HealthKind;

/// A health check that a plugin provides.

public non-sealed interface HealthCheck extends Extension {

  /// Returns the name in reports, by default the [#type].
  default String name() {
    return type();
  }

  /// Returns the kind of the check, by default readiness.
  default HealthKind kind() {
    return HealthKind.READINESS;
  }

  /// Opens the check. The kernel calls it on its own thread on a schedule, under a time-out.
  Check open(ExtensionContext context) throws Exception;
}
