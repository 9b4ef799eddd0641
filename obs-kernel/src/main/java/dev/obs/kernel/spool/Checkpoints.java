package dev.obs.kernel.spool;

import dev.obs.model.SafeText;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/// Keeps checkpoints, as durable as each needs to be. Thread-safe: what is taken later is kept
/// later.
final class Checkpoints implements Closeable {
  private final CheckpointFile file; // guarded by this
  private final long interval;
  private final SpoolListener listener;
  private long syncedAt = System.nanoTime(); // guarded by this

  Checkpoints(CheckpointFile file, Duration interval, SpoolListener listener) {
    this.file = file;
    this.interval = interval.toNanos();
    this.listener = listener;
  }

  /// The durability of a checkpoint.
  enum Durability {
    /// The death of the process.
    LATER,
    /// That of the machine as well, if the last sync was a sync interval ago.
    IF_DUE,
    /// That of the machine.
    NOW
  }

  /// Keeps a checkpoint. Where that fails, for lack of memory as well, it says so: records may be
  /// sent again then, none is lost.
  synchronized void keep(Supplier<Checkpoint> checkpoint, Durability durability) {
    long now = System.nanoTime();
    boolean sync =
        switch (durability) {
          case LATER -> false;
          case IF_DUE -> now - syncedAt >= interval;
          case NOW -> true;
        };
    try {
      file.write(checkpoint.get(), sync);
      syncedAt = sync ? now : syncedAt;
    } catch (IOException | RuntimeException | OutOfMemoryError failure) {
      listener.trouble("cannot keep its position: " + SafeText.of(failure));
    }
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
