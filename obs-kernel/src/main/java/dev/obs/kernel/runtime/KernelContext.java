package dev.obs.kernel.runtime;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.kernel.supervision.Supervisor;
import java.time.InstantSource;

/// What every part of a starting kernel stands on.
public record KernelContext(
    Configuration configuration, Supervisor supervisor, InstantSource clock, String version) {
  public static KernelContext of(
      Configuration configuration, KernelThreads threads, String version) {
    return new KernelContext(
        configuration,
        new Supervisor(threads, System.getLogger("obs"), configuration.redaction()),
        InstantSource.system(),
        version);
  }

  /// When a kernel that closes now must be closed, in terms of [System#nanoTime].
  public long shutdownDeadline() {
    return System.nanoTime() + configuration.get(CoreSettings.SHUTDOWN_DEADLINE).toNanos();
  }
}
