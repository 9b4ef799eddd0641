package dev.obs.kernel.runtime;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.ShutdownSettings;
import dev.obs.kernel.log.OwnLoggers;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.kernel.supervision.Supervisor;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;

/// The configuration and the services that every part of a kernel uses. Thread-safe.
///
/// @param resource the resource of the telemetry: the configured attributes before those that were
///   detected
/// @param version the version of Obs
public record KernelContext(
    Configuration configuration,
    Resource resource,
    Supervisor supervisor,
    InstantSource clock,
    String version) {

  /// A context with the system's clock.
  ///
  /// @param detected the attributes that the process found out about itself
  public static KernelContext of(
      Configuration configuration, Resource detected, KernelThreads threads, String version) {
    return new KernelContext(
        configuration,
        detected.merge(configuration.resource()),
        new Supervisor(threads, System.getLogger(OwnLoggers.ROOT), configuration.redaction()),
        InstantSource.system(),
        version);
  }

  /// The deadline of a kernel that closes now, in terms of [System#nanoTime].
  public long shutdownDeadline() {
    return System.nanoTime() + configuration.get(ShutdownSettings.DEADLINE).toNanos();
  }
}
