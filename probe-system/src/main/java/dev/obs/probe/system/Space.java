package dev.obs.probe.system;

import java.io.File;
import java.util.Optional;
import java.util.OptionalDouble;

/// The space of a file system, in bytes.
///
/// @param total the total; more than 0
/// @param free the space without files
/// @param usable the space that this user may still write: free minus the reserve of root
record Space(long total, long free, long usable) {

  /// Reads the space of a file system; hangs as long as it does.
  ///
  /// @return the space, or empty if the mount point is not a folder or the file system has no size
  static Optional<Space> read(String mountpoint) {
    File file = new File(mountpoint);
    long total = file.isDirectory() ? file.getTotalSpace() : 0;
    return total > 0
        ? Optional.of(new Space(total, file.getFreeSpace(), file.getUsableSpace()))
        : Optional.empty();
  }

  long used() {
    return Math.max(0, total - free);
  }

  long reserved() {
    return Math.max(0, free - usable);
  }

  /// Returns the used share of the space available to users, as `df` counts; empty if users have no
  /// part in it.
  OptionalDouble percent() {
    long reachable = used() + usable;
    return reachable == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * used() / reachable);
  }
}
