package dev.obs.probe.system;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
/// The threads are platform threads, because a call that hangs in the kernel occupies its carrier.
/// They end with the read.
///
/// Thread-safe.
final class SpaceReader {
  private final Query query;
  private final Duration limit;
  private final Logger logger;
  private final Map<String, CompletableFuture<Space>> pending = new HashMap<>();

  /// The read of one file system.
  @FunctionalInterface
  interface Query {

    /// Returns the space of the file system at a mount point.
    Space read(String mountpoint) throws IOException;
  }

  SpaceReader(Query query, Duration limit, Logger logger) {
    this.query = query;
    this.limit = limit;
    this.logger = logger;
  }

  /// Returns the space of the file systems that answer in time. Takes no longer than the limit,
  /// however many hang.
  synchronized Map<String, Space> read(Collection<String> mountpoints) throws InterruptedException {
    settle();
    Map<String, Space> spaces = new LinkedHashMap<>();
    Map<String, CompletableFuture<Space>> reads = new LinkedHashMap<>();
    mountpoints.stream()
        .filter(mountpoint -> !pending.containsKey(mountpoint))
        .forEach(mountpoint -> reads.put(mountpoint, start(mountpoint)));
    pending.putAll(reads);
    long deadline = System.nanoTime() + limit.toNanos();
    for (Map.Entry<String, CompletableFuture<Space>> read : reads.entrySet()) {
      await(read.getKey(), read.getValue(), deadline - System.nanoTime())
          .ifPresent(space -> spaces.put(read.getKey(), space));
    }
    return spaces;
  }

  /// Removes late calls that have returned.
  private void settle() {
    pending
        .entrySet()
        .removeIf(entry -> {
          boolean returned = entry.getValue().isDone();
          if (returned) {
            logger.log(Level.INFO, "the file system at {0} answers again", entry.getKey());
          }
          return returned;
        });
  }

  private CompletableFuture<Space> start(String mountpoint) {
    CompletableFuture<Space> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("obs-space-" + mountpoint)
        .start(() -> {
          try {
            result.complete(query.read(mountpoint));
          } catch (Throwable failure) {
            result.completeExceptionally(failure);
          }
        });
    return result;
  }

  private Optional<Space> await(String mountpoint, CompletableFuture<Space> read, long nanos)
      throws InterruptedException {
    try {
      Space space = read.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      pending.remove(mountpoint);
      return Optional.of(space);
    } catch (ExecutionException unreadable) {
      pending.remove(mountpoint);
      logger.log(
          Level.DEBUG,
          () -> "no figures of the file system at " + mountpoint,
          unreadable.getCause());
    } catch (TimeoutException hung) {
      logger.log(
          Level.WARNING,
          "the file system at {0} has not answered within {1} ms; it is left out until it does",
          mountpoint,
          limit.toMillis());
    }
    return Optional.empty();
  }
}
