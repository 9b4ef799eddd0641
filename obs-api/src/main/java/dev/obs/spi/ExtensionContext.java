package dev.obs.spi;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;

/// The environment of an extension: its checked settings and the services of the kernel. Valid
/// until the extension is closed; thread-safe.
public interface ExtensionContext extends Settings {

  /// Returns the resource of the telemetry: `service.name` and the other attributes, configured or
  /// found out. Some differ in each run, such as `service.instance.id` unless it is configured.
  Resource resource();

  /// Returns the part of [#resource] that is configured, and so is the same in each run. An
  /// implementation without this distinction returns all of it.
  default Resource configuredResource() {
    return resource();
  }

  /// Returns the wall clock; for durations use `System.nanoTime`.
  InstantSource clock();

  /// Returns the meter for metrics of the extension about itself.
  Meter meter();

  /// Returns the logger for the extension's own log lines. They go only to the console and never
  /// into a lane, and the secrets of the configuration are hidden in them, because a server may
  /// repeat them. Above `DEBUG`, a message is logged once a minute and all messages together 30
  /// times a minute; the next line has the number of those left out. A message is known by its text
  /// before parameters are put in, so variable parts belong into parameters.
  System.Logger logger();

  /// Returns the version of Obs, such as `0.1.0`, for a user-agent header.
  String version();
}
