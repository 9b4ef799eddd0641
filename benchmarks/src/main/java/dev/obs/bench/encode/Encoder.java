package dev.obs.bench.encode;

import java.io.IOException;

/// An encoder of one side, with its own records.
public interface Encoder extends AutoCloseable {
  /// Encodes the next batch.
  ///
  /// @return the number of bytes
  int encode() throws IOException, InterruptedException;

  @Override
  default void close() throws IOException {}
}
