package dev.obs.spi;

/// The entrance of a running kernel for lines of logging frameworks. Thread-safe.
///
/// Bridges use [LogIntakes], which knows the kernel that runs.
public interface LogIntake {
  /// Takes a line, with the span and the correlation id of the calling thread. It neither waits nor
  /// throws; a line that is lost is counted (`obs.logs.lost`).
  void accept(LogEntry entry);

  /// Counts lines from before the start that were too many to be kept.
  ///
  /// @param count at least 1
  default void missed(long count) {}
}
