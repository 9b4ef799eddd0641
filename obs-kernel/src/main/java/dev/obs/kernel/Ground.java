package dev.obs.kernel;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.guard.FaultLog;
import dev.obs.kernel.guard.Guard;
import dev.obs.kernel.guard.KernelThreads;
import dev.obs.kernel.guard.Watchdog;
import java.time.InstantSource;

/// What every part of a starting kernel stands on.
record Ground(
    Configuration configuration,
    KernelThreads threads,
    Watchdog watchdog,
    Guard guard,
    FaultLog faults,
    InstantSource clock,
    String version) {

  static Ground of(Configuration configuration, KernelThreads threads, String version) {
    return new Ground(
        configuration,
        threads,
        new Watchdog(threads),
        new Guard(threads),
        new FaultLog(System.getLogger("obs")),
        InstantSource.system(),
        version);
  }
}
