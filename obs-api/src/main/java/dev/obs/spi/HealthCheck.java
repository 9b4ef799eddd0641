package dev.obs.spi;

import dev.obs.model.HealthKind;

/// A health check that a plugin provides.

public non-sealed interface HealthCheck extends Extension {

  /// The name under which it is reported, [#type] unless overridden.
  default String name() {
    return type();
  }

  /// What it speaks for; readiness unless overridden.
  default HealthKind kind() {
    return HealthKind.READINESS;
  }

  /// Opens the check, which is then called on a kernel thread on a schedule, under a time-out.
  Check open(ExtensionContext context) throws Exception;
}
