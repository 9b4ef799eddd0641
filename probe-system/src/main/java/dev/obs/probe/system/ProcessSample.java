package dev.obs.probe.system;

import org.jspecify.annotations.Nullable;

/// A reading, and the CPU usage since the previous one.
///
/// @param user the used share of the available processors in user mode, 0 to 1; NaN without two
///   readings
/// @param system the same in the kernel
record ProcessSample(ProcessReading reading, double user, double system) {

  static ProcessSample of(@Nullable ProcessSample previous, ProcessReading now) {
    if (previous == null) {
      return new ProcessSample(now, Double.NaN, Double.NaN);
    }
    ProcessReading before = previous.reading;
    double time = (now.nanos() - before.nanos()) / 1e9 * now.processors();
    return time <= 0
        ? new ProcessSample(now, previous.user, previous.system)
        : new ProcessSample(
            now,
            Math.clamp((now.user() - before.user()) / time, 0.0, 1.0),
            Math.clamp((now.system() - before.system()) / time, 0.0, 1.0));
  }
}
