package dev.obs.kernel.spool;

/// Hears of what the disk does to a lane. Called on the thread that uses the spool.
public interface SpoolListener {

  /// Accepted records were given up: damaged on disk, or dropped to make room.
  void lost(long count, String reason);

  /// Something is wrong that loses nothing yet.
  void trouble(String what);

  /// Reports losses if there are any.
  default void report(long count, String reason) {
    if (count > 0) {
      lost(count, reason);
    }
  }
}
