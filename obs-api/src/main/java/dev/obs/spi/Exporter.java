package dev.obs.spi;

import java.io.IOException;
import java.util.List;

/// Delivers batches of one signal to one destination.
///
/// The kernel calls it on one thread, never two calls at a time, and interrupts a call that exceeds
/// the export time-out. Answer honestly: the kernel retries, counts and reports by the answer. Any
/// exporter of OpenTelemetry's can be wrapped with [Exporters].
///
/// @param <T> `SpanData`, `MetricData`, `LogRecordData` or [Incident]
@FunctionalInterface
public interface Exporter<T> extends AutoCloseable {

  /// Delivers a batch.
  ///
  /// @param batch at least one item; immutable, may be kept
  /// @return what became of it
  /// @throws Exception an `IOException` counts as [ExportResult.Retry] with its message; at
  ///   anything else, an `Error` included, the batch is divided until the record at fault is alone,
  ///   which is dropped and counted after a few attempts
  ExportResult export(List<T> batch) throws Exception;

  /// Releases connections. Called once, after the last export, under the shutdown deadline.
  @Override
  default void close() throws IOException {}
}
