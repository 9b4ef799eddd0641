package dev.obs.probe.system;

import org.jspecify.annotations.Nullable;

/// A reading, and the CPU usage since the previous one, or since the start of the process.
///
/// @param user the used share of the available processors in user mode, 0 to 1; NaN if unknown
/// @param system the same in the kernel
record ProcessSample(ProcessReading reading, double user, double system) {

  static ProcessSample of(@Nullable ProcessSample previous, ProcessReading now) {
    if (previous == null) {
      ProcessSample unknown = new ProcessSample(now, Double.NaN, Double.NaN);
      return unknown.since(0, 0, now.uptime());
    }
    ProcessReading before = previous.reading;
    return new ProcessSample(now, previous.user, previous.system)
        .since(before.user(), before.system(), (now.nanos() - before.nanos()) / 1e9);
  }

  /// Returns the usage since the given CPU seconds; this sample if no time has elapsed.
  private ProcessSample since(double userBefore, double systemBefore, double elapsed) {
    double time = elapsed * reading.processors();
    return time <= 0
        ? this
        : new ProcessSample(
            reading,
            Math.clamp((reading.user() - userBefore) / time, 0.0, 1.0),
            Math.clamp((reading.system() - systemBefore) / time, 0.0, 1.0));
  }
}
