package dev.obs.bench.report;

import java.util.Locale;

/// A quantity that a benchmark measures.
public enum Metric {
  /// CPU time of the threads that do the work, per unit of work. Threads behind a queue are not
  /// included.
  CPU("ns CPU", 1),
  /// CPU time of the whole process per unit of work: queues, exporters, compiler and collector
  /// included.
  PROCESS_CPU("ns CPU of the process", 1),
  /// Elapsed time per unit of work.
  WALL("ns", 1),
  /// Bytes that the threads of the work allocate, per unit of work.
  BYTES("B", 1),
  /// Bytes that all threads of the process allocate, per unit of work.
  PROCESS_BYTES("B of the process", 1),
  /// The share of the records that a full queue refused.
  DROPPED("% dropped", 1),
  /// The same share in the first seconds of a cold JVM.
  DROPPED_COLD("% dropped", 1),
  /// Units of work per second.
  RATE("/s", 1),
  /// Elapsed milliseconds.
  MILLIS("ms", 1),
  /// Milliseconds of CPU time of the process.
  MILLIS_CPU("ms CPU", 1),
  /// Resident memory.
  MEMORY("MiB", 1 << 20),
  /// Size of files.
  SIZE("MB", 1_000_000),
  /// The share of one core.
  CORE("% of a core", 1);

  private final String unit;
  private final double scale;

  Metric(String unit, double scale) {
    this.unit = unit;
    this.scale = scale;
  }

  /// Returns a value with its unit, in three significant digits.
  public String format(double value) {
    double shown = value / scale;
    if (unit.startsWith("ns") && shown >= 1e6) {
      return number(shown / 1e6) + " m" + unit.substring(1);
    }
    if (unit.startsWith("ns") && shown >= 1e4) {
      return number(shown / 1e3) + " u" + unit.substring(1);
    }
    if (unit.startsWith("B") && shown >= 1e4) {
      return number(shown / 1024) + " Ki" + unit;
    }
    return number(shown) + (unit.startsWith("%") || unit.startsWith("/") ? "" : " ") + unit;
  }

  static String number(double value) {
    int digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    String text = String.format(Locale.ROOT, "%,." + digits + "f", value);
    return digits == 2 && text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
