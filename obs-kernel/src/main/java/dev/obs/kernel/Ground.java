package dev.obs.kernel;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.kernel.supervision.Supervisor;
import java.time.InstantSource;

/// What every part of a starting kernel stands on.
record Ground(
    Configuration configuration, Supervisor supervisor, InstantSource clock, String version) {
  static Ground of(Configuration configuration, KernelThreads threads, String version) {
    return new Ground(
        configuration,
        new Supervisor(threads, System.getLogger("obs"), configuration.redaction()),
        InstantSource.system(),
        version);
  }

  /// When a kernel that closes now must be closed, in terms of [System#nanoTime].
  long shutdownDeadline() {
    return System.nanoTime() + configuration.get(CoreSettings.SHUTDOWN_DEADLINE).toNanos();
  }
}
