package dev.obs.spi;

import io.opentelemetry.api.common.Attributes;

/// A record of `java.util.logging` with attributes beside its text.
///
/// A bridge from another logging API implements it in its subclass of `LogRecord` and logs through
/// `java.util.logging`; the running kernel reads both on the thread that logs. Handlers that do not
/// know this interface write the record's own text, which should contain the attributes.
public interface AttributedRecord {
  /// Returns the message without the attributes, with its parameters filled in.
  String message();

  /// Returns the attributes. The kernel's own ones (`exception.*`, the correlation id) replace
  /// attributes of their name; a `thread.name` replaces that of the current thread.
  Attributes attributes();
}
