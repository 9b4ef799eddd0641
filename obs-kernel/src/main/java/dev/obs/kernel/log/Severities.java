package dev.obs.kernel.log;

import io.opentelemetry.api.logs.Severity;
import java.util.logging.Level;

/// The levels of `java.util.logging`, through which `System.Logger` and SLF4J arrive, in
/// OpenTelemetry's terms (logs data model, "Mapping of SeverityNumber"). Each of its seven levels
/// has a number of its own; a level between two of them has the number of the lower one.
final class Severities {
  private static final String[] RANGES = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
  private static final int RANGE = 4;

  private Severities() {}

  static Severity of(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return Severity.ERROR;
    }
    if (value >= Level.WARNING.intValue()) {
      return Severity.WARN;
    }
    if (value >= Level.INFO.intValue()) {
      return Severity.INFO;
    }
    if (value >= Level.CONFIG.intValue()) {
      return Severity.DEBUG2;
    }
    if (value >= Level.FINE.intValue()) {
      return Severity.DEBUG;
    }
    return value >= Level.FINER.intValue() ? Severity.TRACE2 : Severity.TRACE;
  }

  /// Returns the name of the range of a severity: `DEBUG` also for `DEBUG2`. Empty for that which
  /// is not defined.
  static String range(Severity severity) {
    return severity == Severity.UNDEFINED_SEVERITY_NUMBER
        ? ""
        : RANGES[(severity.getSeverityNumber() - 1) / RANGE];
  }

  /// The level of `java.util.logging` below which nothing is logged.
  static Level threshold(System.Logger.Level level) {
    return switch (level) {
      case OFF -> Level.OFF;
      case ERROR -> Level.SEVERE;
      case WARNING -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINEST; // SLF4J's trace is FINEST, System.Logger's FINER
      case ALL -> Level.ALL;
    };
  }
}
