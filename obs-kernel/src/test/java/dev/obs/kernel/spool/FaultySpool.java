package dev.obs.kernel.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A spool on a disk that fails, for tests of what uses it.
public final class FaultySpool {
  private FaultySpool() {}

  /// One whose disk refuses one operation that changes something, half done.
  ///
  /// @param operation its number, from 1
  public static Spool failingOnce(SpoolOptions options, int operation) throws SpoolException {
    return Spool.open(options, new FaultDisk().at(operation, FaultDisk.Fault.ERROR));
  }

  /// The folder of a lane without the rest of a spool.
  static LaneFolder folder(Disk disk, Path path) {
    return new LaneFolder(
        disk,
        path,
        new LaneFolder.Owner() {
          @Override
          public boolean isLocked() {
            return true;
          }

          @Override
          public void restore(Path lane) throws IOException {
            Files.createDirectories(lane);
          }
        });
  }
}
