package dev.obs.kernel.health;

import dev.obs.model.HealthKind;

/// The names of the kernel's own checks. No other check of their kind may have them.
public final class KernelChecks {
  /// The liveness check of the kernel's threads.
  static final String THREADS = "obs_threads";

  /// The startup check of the kernel itself.
  static final String KERNEL = "kernel";

  /// The readiness check that is down while the application ends. It exists only then.
  public static final String SHUTDOWN = "obs_shutdown";

  private KernelChecks() {}

  /// Whether the kernel has a check of this name.
  public static boolean isTaken(HealthKind kind, String name) {
    return switch (kind) {
      case LIVENESS -> name.equals(THREADS);
      case STARTUP -> name.equals(KERNEL);
      case READINESS -> name.equals(SHUTDOWN);
    };
  }
}
