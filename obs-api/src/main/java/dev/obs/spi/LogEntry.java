package dev.obs.spi;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;
import java.util.Optional;

/// A line of a logging framework, which a bridge passes to [LogIntakes].
///
/// The kernel calls each method once at most, at once and on the thread that passes the line, so an
/// entry may read an event that its framework uses again. A method that throws costs its own part
/// of the line.
public interface LogEntry {
  /// Returns the name of the logger.
  String logger();

  /// Returns the time at which the line was written.
  Instant time();

  /// Returns the severity.
  Severity severity();

  /// Returns the framework's own name of the level, such as `WARN`.
  String severityText();

  /// Returns the message with its parameters filled in.
  String message();

  /// Returns the exception of the line. The kernel makes the attributes `exception.*` of it.
  default Optional<Throwable> thrown() {
    return Optional.empty();
  }

  /// Returns key values, values of the thread's context map and the names of markers. The kernel's
  /// own attributes (`exception.*` of an exception, the correlation id) replace those of their
  /// name. [LogAttributes] makes attributes of objects.
  default Attributes attributes() {
    return Attributes.empty();
  }

  /// Returns the name of the thread that wrote the line; empty if it is the calling thread. The
  /// line of another thread gets no ids of the calling thread's span and operation.
  default Optional<String> thread() {
    return Optional.empty();
  }

  /// Whether the framework itself writes the line on the console. The kernel's console leaves it
  /// out then, so that no line is there twice.
  default boolean isOnConsole() {
    return false;
  }
}
