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

  /// Delivers a batch whose records have numbers, for a backend that keeps no record twice. The
  /// kernel calls this method; by default it calls [#export(List)].
  ///
  /// @param batch the items, as in [#export(List)]
  /// @param numbers the numbers of the items, the same in each attempt
  /// @return the result of the batch
  /// @throws Exception as [#export(List)] does
  default ExportResult export(List<T> batch, RecordNumbers numbers) throws Exception {
    return export(batch);
  }

  /// Releases connections. Called once, after the last export, under the shutdown deadline.
  @Override
  default void close() throws IOException {}
}
