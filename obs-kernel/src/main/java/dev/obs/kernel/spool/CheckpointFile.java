package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The file `checkpoint`: two slots of 16 KiB, each with a generation, a length, a checkpoint and
/// the CRC32C of all before. The valid slot of the higher generation counts.
///
/// The slot that was synced last is not written to until the other one is synced, so that one of
/// them survives whenever the power goes. A slot whose sync failed is written again as a whole, so
/// the next sync does not depend on what became of the failed one. A file that is removed or closed
/// is made or opened again by the next write. Not thread-safe.
final class CheckpointFile implements Closeable {
  static final String FILE = "checkpoint";

  private static final int SLOT = 16384;
  private static final int HEAD = Long.BYTES + Integer.BYTES;

  private final LaneFolder folder;
  private final Path path;
  private @Nullable DiskFile file;
  private int slot;
  private long generation;

  private CheckpointFile(LaneFolder folder) {
    this.folder = folder;
    this.path = folder.path().resolve(FILE);
  }

  /// Opens it. Its room on the disk is taken at once, so that a full disk does not stop it.
  static CheckpointFile open(LaneFolder folder) throws IOException {
    CheckpointFile checkpoints = new CheckpointFile(folder);
    Optional<Slot> last = last(checkpoints.openFile());
    checkpoints.slot = last.map(slot -> 1 - slot.index).orElse(0);
    checkpoints.generation = last.map(Slot::generation).orElse(0L);
    return checkpoints;
  }

  private DiskFile openFile() throws IOException {
    DiskFile opened = folder.disk().open(path);
    file = opened;
    try {
      long size = opened.size();
      if (size < 2 * SLOT) {
        opened.write(ByteBuffer.allocate((int) (2 * SLOT - size)), size);
      }
    } catch (IOException full) {
      // then writing to it says so, until there is room
    }
    return opened;
  }

  private DiskFile current() throws IOException {
    DiskFile open = file;
    if (open != null && open.isAt(path)) {
      return open;
    }
    close();
    folder.ensure();
    DiskFile made = openFile();
    folder.sync();
    return made;
  }

  /// The last checkpoint, or empty if there is none that is whole.
  static Optional<Checkpoint> read(Disk disk, Path path) throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try (DiskFile file = disk.openToRead(path)) {
      return last(file).map(Slot::checkpoint);
    }
  }

  private static Optional<Slot> last(DiskFile file) throws IOException {
    return Stream.of(slot(file, 0), slot(file, 1))
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(Slot::generation));
  }

  /// Writes a checkpoint.
  ///
  /// @param durable whether to sync it as well; without that it survives the death of the process
  ///   but not that of the machine
  void write(Checkpoint checkpoint, boolean durable) throws IOException {
    byte[] content = checkpoint.toBytes();
    if (HEAD + content.length + Integer.BYTES > SLOT) {
      throw new IOException("the checkpoint has grown too large");
    }
    ByteBuffer out = ByteBuffer.allocate(HEAD + content.length + Integer.BYTES);
    out.putLong(++generation).putInt(content.length).put(content);
    out.putInt(Frame.checksum(out.array(), 0, out.position()));
    DiskFile open = current();
    open.write(out.flip(), (long) slot * SLOT);
    if (durable) {
      open.sync();
      slot = 1 - slot;
    }
  }

  private static Optional<Slot> slot(DiskFile file, int index) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(SLOT);
    file.read(in, (long) index * SLOT);
    in.flip();
    if (in.remaining() < HEAD) {
      return Optional.empty();
    }
    long written = in.getLong();
    int length = in.getInt();
    if (length < 0 || length > in.remaining() - Integer.BYTES) {
      return Optional.empty();
    }
    if (in.getInt(HEAD + length) != Frame.checksum(in.array(), 0, HEAD + length)) {
      return Optional.empty();
    }
    byte[] content = new byte[length];
    in.get(content);
    return Checkpoint.of(content).map(checkpoint -> new Slot(index, written, checkpoint));
  }

  @Override
  public void close() throws IOException {
    DiskFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  private record Slot(int index, long generation, Checkpoint checkpoint) {}
}
