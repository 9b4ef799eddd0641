package dev.obs.model;

/// The kind of a check, named as the probes of Kubernetes.
public enum HealthKind {
  /// The process must be restarted while this is down. Never check a backend here.
  LIVENESS,
  /// The process must not receive traffic while this is down.
  READINESS,
  /// The process has not finished starting while this is down.
  STARTUP
}
