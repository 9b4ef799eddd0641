package dev.obs.spi;

import java.io.IOException;
import java.util.Map;

/// An open [SystemProbe].
public interface Probe extends AutoCloseable {

  /// Takes a sample. The kernel calls it every `telemetry.probes.interval` on its own thread, never
  /// two calls of one probe at a time, and interrupts it when it exceeds its time-out.
  void sample() throws Exception;

  /// Returns headline figures of the last sample for the `system` part of `/metrics`, such as
  /// `memory_percent`. Called by any thread.
  default Map<String, Double> summary() {
    return Map.of();
  }

  /// Unregisters the instruments.
  @Override
  default void close() throws IOException {}
}
