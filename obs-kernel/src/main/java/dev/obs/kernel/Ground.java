package dev.obs.kernel;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.guard.KernelThreads;
import dev.obs.kernel.guard.Supervisor;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// What every part of a starting kernel stands on.
record Ground(
    Configuration configuration, Supervisor supervisor, InstantSource clock, String version) {
  static Ground of(Configuration configuration, KernelThreads threads, String version) {
    return new Ground(
        configuration,
        new Supervisor(threads, System.getLogger("obs"), UnaryOperator.identity()),
        InstantSource.system(),
        version);
  }
}
