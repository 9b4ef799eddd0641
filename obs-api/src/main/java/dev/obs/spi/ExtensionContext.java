package dev.obs.spi;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;

/// What the kernel gives an extension: its checked settings and the rest it needs. Valid until the
/// extension is closed; thread-safe.
public interface ExtensionContext extends Settings {

  /// What the telemetry is about: `service.name` and the other resource attributes.
  Resource resource();

  /// Wall-clock time; for durations use `System.nanoTime`.
  InstantSource clock();

  /// For metrics that the extension keeps about itself.
  Meter meter();

  /// For the extension's own log lines. They go to the console only and never into a lane, with the
  /// secrets of the configuration hidden, which a server may repeat.
  System.Logger logger();

  /// The version of Obs, such as `0.1.0`, for a user-agent header.
  String version();
}
