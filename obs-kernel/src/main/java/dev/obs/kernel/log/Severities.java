package dev.obs.kernel.log;

import io.opentelemetry.api.logs.Severity;
import java.util.logging.Level;

/// The levels of `java.util.logging`, through which `System.Logger` and SLF4J arrive, in
/// OpenTelemetry's terms (logs data model, "Mapping of SeverityNumber").
final class Severities {
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
    return value >= Level.FINE.intValue() ? Severity.DEBUG : Severity.TRACE;
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
