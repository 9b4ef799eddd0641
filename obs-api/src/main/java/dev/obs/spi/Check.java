package dev.obs.spi;

import dev.obs.model.HealthStatus;

/// A single health check. Called by one kernel thread at a time.

@FunctionalInterface
public interface Check {

  /// Returns the current state. An exception means down; its text goes to the log, not to clients.
  HealthStatus check() throws Exception;
}
