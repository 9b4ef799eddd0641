package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of a lane. It stays open, so that its sync takes no file descriptor, and is made
/// again with the spool's folder and lock if somebody removes or replaces it. Thread-safe.
final class LaneFolder implements Closeable {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /// A disk with less room than this beside a frame may be full for it.
  private static final int BLOCK = 1 << 16;

  private static final Set<String> FILES =
      Set.of(
          CheckpointFile.FILE,
          SpareSegment.FILE,
          DeadLetters.FILE,
          DeadLetters.REPLAY,
          LaneId.FILE);

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

  /// Whether a folder has a file of a lane.
  static boolean holdsLane(Path folder) {
    String[] names = folder.toFile().list();
    return names != null && Stream.of(names).anyMatch(LaneFolder::isLaneFile);
  }

  private static boolean isLaneFile(String name) {
    return FILES.contains(name) || Segment.isName(name);
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

  /// Whether the disk has room for so many bytes; also true if it does not say.
  boolean hasRoomFor(long bytes) {
    try {
      return disk.usableSpace(path) >= bytes + BLOCK;
    } catch (IOException unknown) {
      return true;
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
