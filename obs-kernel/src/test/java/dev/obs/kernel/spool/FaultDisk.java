package dev.obs.kernel.spool;

import dev.obs.kernel.spool.SyncedFiles.Inode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A disk that fails on request, dies in the middle of an operation, has a limit of descriptors,
/// and loses its power: a file's content survives that as far as it was synced, a name in a folder
/// only if the folder was synced since it was made, and a name that was removed may come back.
final class FaultDisk implements Disk {
  private final Disk real = new LocalDisk();
  private final SyncedFiles synced = new SyncedFiles();
  private int operations;
  private int faultAt = -1;
  private Fault fault = Fault.BEFORE;
  private boolean dead;
  private int descriptors;
  private int opened;
  int limitOfDescriptors = Integer.MAX_VALUE;
  boolean unreadable;
  long usable = Long.MAX_VALUE;

  /// The fault at the chosen operation.
  enum Fault {
    /// The process dies before it.
    BEFORE,
    /// The process dies when half of it is done, if it is a write.
    HALF,
    /// The process dies after it.
    AFTER,
    /// It fails with half of it done, and the process goes on.
    ERROR,
    /// There is no memory for it, and the process goes on.
    NO_MEMORY
  }

  /// The process is dead.
  static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  /// Lets an operation that changes something fail.
  ///
  /// @param operation its number, from 1
  FaultDisk at(int operation, Fault what) {
    faultAt = operation;
    fault = what;
    return this;
  }

  /// How many operations that change something there were.
  int operations() {
    return operations;
  }

  /// How many files and folders are open.
  int descriptors() {
    return descriptors;
  }

  /// How many files and folders were opened so far.
  int opened() {
    return opened;
  }

  private interface Operation {
    void run() throws IOException;
  }

  private void change(Operation half, Operation whole) throws IOException {
    checkAlive();
    if (++operations != faultAt) {
      whole.run();
      return;
    }
    switch (fault) {
      case BEFORE -> die();
      case HALF -> {
        half.run();
        die();
      }
      case AFTER -> {
        whole.run();
        die();
      }
      case ERROR -> {
        half.run();
        throw new IOException("made to fail");
      }
      case NO_MEMORY -> {
        half.run();
        throw new OutOfMemoryError("made to fail");
      }
    }
  }

  private void checkAlive() {
    if (dead) {
      throw new Death();
    }
  }

  private void die() {
    dead = true;
    throw new Death();
  }

  /// Takes back everything that was not synced.
  void losePower(RandomGenerator random) throws IOException {
    dead = true;
    synced.losePower(random);
  }

  static List<Path> files(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    return opened(file, () -> real.open(file));
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    return opened(file, () -> real.openToRead(file));
  }

  @Override
  public DiskFile openFolder(Path folder) throws IOException {
    return opened(folder, () -> real.openFolder(folder));
  }

  private interface Opening {
    DiskFile open() throws IOException;
  }

  private DiskFile opened(Path path, Opening opening) throws IOException {
    checkAlive();
    if (descriptors >= limitOfDescriptors) {
      throw new FileSystemException(path.toString(), null, "Too many open files");
    }
    DiskFile file = opening.open();
    descriptors++;
    opened++;
    if (Files.isDirectory(path)) {
      return new FaultFile(file, path, null);
    }
    return new FaultFile(file, path, synced.open(path));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    change(
        () -> {},
        () -> {
          real.rename(from, to);
          synced.rename(from, to);
        });
  }

  @Override
  public void delete(Path file) throws IOException {
    change(
        () -> {},
        () -> {
          synced.delete(file);
          real.delete(file);
        });
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return real.list(directory);
  }

  @Override
  public long usableSpace(Path directory) {
    return usable;
  }

  private final class FaultFile implements DiskFile {
    private final DiskFile file;
    private final Path path;
    private final @Nullable Inode inode; // null for a folder
    private boolean closed;

    FaultFile(DiskFile file, Path path, @Nullable Inode inode) {
      this.file = file;
      this.path = path;
      this.inode = inode;
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      if (unreadable) {
        throw new IOException("Input/output error");
      }
      file.read(into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      change(
          () -> file.write(from.slice(from.position(), from.remaining() / 2), position),
          () -> file.write(from, position));
    }

    @Override
    public void sync() throws IOException {
      change(this::spoil, inode == null ? this::syncNames : () -> syncContent(inode));
    }

    private void spoil() {
      if (inode != null) {
        inode.spoil();
      }
    }

    private void syncContent(Inode inode) throws IOException {
      ByteBuffer content = ByteBuffer.allocate((int) file.size());
      file.read(content, 0);
      inode.sync(content.array(), path);
    }

    private void syncNames() {
      synced.syncNames(path);
    }

    @Override
    public void truncate(long size) throws IOException {
      checkAlive();
      file.truncate(size);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public boolean isAt(Path name) {
      return file.isAt(name);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        descriptors--;
      }
      file.close();
    }
  }
}
