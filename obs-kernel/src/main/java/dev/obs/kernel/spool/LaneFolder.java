package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The folder of a lane. It stays open, so that its sync takes no file descriptor, and is made
/// again with the spool's folder and lock if somebody removes or replaces it. Thread-safe.
final class LaneFolder implements Closeable {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Disk disk;
  private final Path path;
  private final Owner spool;
  private @Nullable DiskFile open; // guarded by this
  private long ensuredAt = System.nanoTime(); // guarded by this

  /// The spool that the folder is part of.
  interface Owner {
    /// Whether this process still holds the lock.
    boolean isLocked();

    /// Makes what is missing of the spool's folder, its lock and the lane's folder, and checks all.
    void restore(Path lane) throws IOException;
  }

  LaneFolder(Disk disk, Path path, Owner spool) {
    this.disk = disk;
    this.path = path;
    this.spool = spool;
  }

  Disk disk() {
    return disk;
  }

  Path path() {
    return path;
  }

  /// Makes sure that the folder is there and locked.
  ///
  /// @throws IOException if it is not and cannot be made; never a [SpoolException], since another
  ///   call may find the fault mended
  synchronized void ensure() throws IOException {
    DiskFile folder = open;
    if (folder == null || !folder.isAt(path) || !spool.isLocked()) {
      restore();
    }
    ensuredAt = System.nanoTime();
  }

  private void restore() throws IOException {
    close();
    try {
      spool.restore(path);
    } catch (SpoolException unusable) {
      throw new IOException(unusable.getMessage(), unusable);
    }
    open = disk.openFolder(path);
  }

  /// Makes sure of it if the last time was a second ago: another process could take the spool.
  synchronized void ensureIfDue() throws IOException {
    if (System.nanoTime() - ensuredAt >= SECOND) {
      ensure();
    }
  }

  /// Makes the names in the folder durable.
  synchronized void sync() throws IOException {
    ensure();
    DiskFile folder = open;
    if (folder != null) {
      folder.sync();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    DiskFile folder = open;
    open = null;
    if (folder != null) {
      folder.close();
    }
  }
}
