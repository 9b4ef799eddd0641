package dev.obs.spi;

import java.util.UUID;

/// The numbers of the records of a batch. A record has the same number in each attempt, in any
/// batch, and after a restart if it is in a spool, so an exporter can derive an id by which a
/// backend recognizes a record that is sent again. Records with the same content have different
/// numbers.
///
/// Valid during the call that it is handed to.
public interface RecordNumbers {

  /// Returns the source of the records, unique among all lanes of all processes. A spool keeps it;
  /// records in memory have another one in each process.
  UUID source();

  /// Returns the number of a record, unique within its source.
  ///
  /// @param index its index in the batch
  long of(int index);
}
