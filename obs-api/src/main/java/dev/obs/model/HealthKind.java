package dev.obs.model;

/// What a check speaks for, as Kubernetes names it.
public enum HealthKind {
  /// The process must be restarted when this is down. Never look at a backend here.
  LIVENESS,
  /// No traffic should come while this is down.
  READINESS,
  /// The process has not finished starting while this is down.
  STARTUP
}
