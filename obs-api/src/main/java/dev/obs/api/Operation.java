package dev.obs.api;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/// One monitored operation, from [Operations#start] to [#close].
///
/// Close it on the thread that started it, in a try-with-resources. If another thread closes it, it
/// still counts, but its memory and CPU are unknown. An operation that has ended is not a parent:
/// the next operation on its thread, or in a context carried from it, is a child of the nearest
/// enclosing operation that still runs, and the log has a warning. Until that next operation, log
/// lines and spans of OpenTelemetry's own API on that thread still belong to the ended one.
/// Metadata and failure may be set from any thread. No method throws, whatever the arguments are: a
/// null or empty key becomes `unnamed`.
///
/// An operation keeps 128 entries of metadata (`telemetry.operations.notes`) of 256 KB in all, with
/// keys of 256 and texts of 4,096 characters; longer ones are shortened, further ones are dropped
/// and counted (`obs.operation.dropped_notes`).
public interface Operation extends AutoCloseable {

  /// Adds metadata: a span attribute and an entry of the record. A null value adds nothing.
  Operation with(String key, @Nullable String value);

  /// Adds a whole number.
  Operation with(String key, long value);

  /// Adds a number.
  Operation with(String key, double value);

  /// Adds a boolean.
  Operation with(String key, boolean value);

  /// Marks the operation as failed: the span gets the exception and an error status, the histogram
  /// and the record get `error.type` (the exception's class name, `_OTHER` for null).
  Operation fail(Throwable failure);

  /// Returns the operation's span, for other features of OpenTelemetry's API.
  Span span();

  /// Ends the operation. Idempotent; never throws.
  @Override
  void close();
}
