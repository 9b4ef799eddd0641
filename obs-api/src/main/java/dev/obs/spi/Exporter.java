package dev.obs.spi;

import java.io.IOException;
import java.util.List;

/// An exporter of batches of one signal to one destination.
///
/// The kernel calls it on one thread, never two calls at a time, and interrupts a call that exceeds
/// the export time-out. The result must be accurate: the kernel retries, counts and reports by it.
/// [Exporters] wraps any exporter of OpenTelemetry.
///
/// @param <T> `SpanData`, `MetricData`, `LogRecordData` or [Incident]
@FunctionalInterface
public interface Exporter<T> extends AutoCloseable {

  /// Delivers a batch.
  ///
  /// @param batch the items, at least one; immutable, may be kept
  /// @return the result of the batch
  /// @throws Exception an `IOException` counts as [ExportResult.Retry] with its message; for any
  ///   other throwable, an `Error` included, the batch is divided until the failing record is
  ///   alone, which is dropped and counted after a few attempts
  ExportResult export(List<T> batch) throws Exception;

  /// Releases connections. Called once, after the last export, under the shutdown deadline.
  @Override
  default void close() throws IOException {}
}
