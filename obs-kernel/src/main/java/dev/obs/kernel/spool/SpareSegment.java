package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The next segment of a lane, made ahead under the name `spare`: open, with its header synced. To
/// start it takes neither a file descriptor nor a new name on a disk that has none left. The
/// appending thread only.
final class SpareSegment {
  static final String FILE = "spare";

  private final LaneFolder folder;
  private final Path path;
  private @Nullable DiskFile file;

  SpareSegment(LaneFolder folder) {
    this.folder = folder;
    this.path = folder.path().resolve(FILE);
  }

  /// Makes it, unless it is there. A failure is left to [#take].
  void prepare() {
    if (file == null) {
      try {
        file = make();
      } catch (IOException later) {
        // the taker gets the reason
      }
    }
  }

  /// Gives it a segment's name, durably, and to the caller.
  ///
  /// @throws IOException if the disk refuses; then no file of that name is left, if possible
  DiskFile take(Path name) throws IOException {
    DiskFile ready = file;
    file = null;
    if (ready == null || !ready.isAt(path)) {
      closeQuietly(ready);
      ready = make();
    }
    boolean taken = false;
    try {
      folder.disk().rename(path, name);
      folder.sync();
      taken = true;
      return ready;
    } finally {
      if (!taken) {
        discard(ready, name);
      }
    }
  }

  private DiskFile make() throws IOException {
    folder.ensure();
    folder.disk().delete(path); // an earlier run's
    DiskFile out = folder.disk().open(path);
    boolean made = false;
    try {
      out.write(Segment.header(), 0);
      out.sync();
      made = true;
      return out;
    } finally {
      if (!made) {
        discard(out, path);
      }
    }
  }

  /// Removes it.
  void remove() {
    DiskFile ready = file;
    file = null;
    if (ready != null) {
      discard(ready, path);
    }
  }

  /// Closes it.
  void release() {
    closeQuietly(file);
    file = null;
  }

  private void discard(DiskFile out, Path name) {
    closeQuietly(out);
    try {
      folder.disk().delete(name);
    } catch (IOException left) {
      // it holds nothing; the next one takes its name
    }
  }

  /// Closes a file of which nothing is lost: it was synced or given up.
  static void closeQuietly(@Nullable DiskFile out) {
    if (out != null) {
      try {
        out.close();
      } catch (IOException ignored) {
        // a descriptor less to give back
      }
    }
  }
}
