package dev.obs.probe.system;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A reader of the space of file systems in which a hanging one (NFS without its server) does not
/// delay others: each is read on a separate thread with a time limit. One that does not answer is
/// logged once and not read again until its call returns, so that at most one call is pending for
/// it.
///
/// The first mount point of a file system that is a folder with a size represents it: container
/// engines mount single files such as `/etc/hosts` from the file system of a volume.
///
/// The threads are platform threads, because a call that hangs in the kernel occupies its carrier.
/// They end with the read.
///
/// Thread-safe.
final class SpaceReader {
  private final Query query;
  private final Duration limit;
  private final Logger logger;
  private final Map<String, Read> pending = new HashMap<>();

  /// The read of one mount point.
  @FunctionalInterface
  interface Query {

    /// Returns the space of the file system at a mount point, or empty if the point is not a folder
    /// or has no size.
    Optional<Space> read(String mountpoint) throws IOException;
  }

  /// The space of a file system and the mount that represents it.
  private record Measured(Mount mount, Space space) {}

  /// A running read of a file system.
  ///
  /// @param best its first mount point
  private record Read(String best, CompletableFuture<Optional<Measured>> result) {}

  SpaceReader(Query query, Duration limit, Logger logger) {
    this.query = query;
    this.limit = limit;
    this.logger = logger;
  }

  /// Returns the space of the file systems that answer in time, by the mount that represents each.
  /// Takes no longer than the limit, however many hang.
  ///
  /// @param filesystems the mounts of each file system, the best one first
  synchronized Map<Mount, Space> read(Collection<List<Mount>> filesystems)
      throws InterruptedException {
    settle();
    Map<String, Read> reads = new LinkedHashMap<>();
    for (List<Mount> mounts : filesystems) {
      String id = mounts.getFirst().id();
      if (!pending.containsKey(id)) {
        reads.put(id, start(mounts));
      }
    }
    pending.putAll(reads);
    Map<Mount, Space> spaces = new LinkedHashMap<>();
    long deadline = System.nanoTime() + limit.toNanos();
    for (Map.Entry<String, Read> read : reads.entrySet()) {
      await(read.getKey(), read.getValue(), deadline - System.nanoTime())
          .ifPresent(measured -> spaces.put(measured.mount(), measured.space()));
    }
    return spaces;
  }

  /// Removes late calls that have returned.
  private void settle() {
    pending
        .values()
        .removeIf(read -> {
          boolean returned = read.result().isDone();
          if (returned) {
            logger.log(Level.INFO, "the file system at {0} answers again", read.best());
          }
          return returned;
        });
  }

  private Read start(List<Mount> mounts) {
    String best = mounts.getFirst().point();
    CompletableFuture<Optional<Measured>> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("obs-space-" + best)
        .start(() -> {
          try {
            result.complete(measure(mounts));
          } catch (Throwable failure) {
            result.completeExceptionally(failure);
          }
        });
    return new Read(best, result);
  }

  private Optional<Measured> measure(List<Mount> mounts) throws IOException {
    for (Mount mount : mounts) {
      Optional<Space> space = query.read(mount.point());
      if (space.isPresent()) {
        return Optional.of(new Measured(mount, space.get()));
      }
      logger.log(
          Level.DEBUG,
          "{0} does not represent its file system: no folder or no size",
          mount.point());
    }
    return Optional.empty();
  }

  private Optional<Measured> await(String id, Read read, long nanos) throws InterruptedException {
    try {
      Optional<Measured> measured = read.result().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      pending.remove(id);
      return measured;
    } catch (ExecutionException unreadable) {
      pending.remove(id);
      logger.log(
          Level.DEBUG,
          () -> "no figures of the file system at " + read.best(),
          unreadable.getCause());
    } catch (TimeoutException hung) {
      logger.log(
          Level.WARNING,
          "the file system at {0} has not answered within {1} ms; it is left out until it does",
          read.best(),
          limit.toMillis());
    }
    return Optional.empty();
  }
}
