package dev.obs.probe.system;

import java.io.File;
import java.io.IOException;

/// The space of a file system, in bytes.
///
/// @param total the total; more than 0
/// @param free the space without files
/// @param usable the space that this user may still write: free minus the reserve of root
record Space(long total, long free, long usable) {

  /// Reads the space of a file system; hangs as long as it does.
  ///
  /// @throws IOException if it does not answer or has no size
  static Space read(String mountpoint) throws IOException {
    File file = new File(mountpoint);
    long total = file.getTotalSpace();
    if (total <= 0) {
      throw new IOException(mountpoint + " has no size");
    }
    return new Space(total, file.getFreeSpace(), file.getUsableSpace());
  }

  long used() {
    return Math.max(0, total - free);
  }

  long reserved() {
    return Math.max(0, free - usable);
  }

  /// Returns the used share of the space available to users, as `df` counts.
  double percent() {
    long reachable = used() + usable;
    return reachable == 0 ? 100 : 100.0 * used() / reachable;
  }
}
