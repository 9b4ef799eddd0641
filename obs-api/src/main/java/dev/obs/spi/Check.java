package dev.obs.spi;

import dev.obs.model.HealthStatus;

/// Looks once whether something is well. Called by one kernel thread at a time.

@FunctionalInterface
public interface Check {

  /// The state now. Throwing means down; the exception's text goes to the log, not to clients.
  HealthStatus check() throws Exception;
}
