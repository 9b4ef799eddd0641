package dev.obs.kernel.delivery;

import dev.obs.kernel.supervision.Supervisor;
import dev.obs.spi.Exporter;

/// The parts that a lane is made of.
///
/// @param sink the type of the sink, such as `otlp`
/// @param options the limits of the lane
/// @param exporter closed by the lane, after its last batch
/// @param supervisor makes and watches the threads of the lane
/// @param <T> the type of a record
public record LaneSpec<T>(
    String sink,
    Signal<T> signal,
    LaneOptions options,
    Exporter<T> exporter,
    Supervisor supervisor) {

  /// The sink's type and the signal, as in `otlp traces`.
  @Override
  public String toString() {
    return sink + " " + signal.name();
  }
}
