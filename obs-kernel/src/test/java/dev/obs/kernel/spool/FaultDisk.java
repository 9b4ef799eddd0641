package dev.obs.kernel.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A disk that fails when told to, dies in the middle of an operation, has a limit of descriptors,
/// and loses its power: a file's content survives that as far as it was synced, a name in a folder
/// only if the folder was synced since it was made, and a name that was removed may come back.
final class FaultDisk implements Disk {
  private final Disk real = new LocalDisk();
  private final Map<Path, Inode> names = new HashMap<>();
  private final Map<Path, Inode> syncedNames = new HashMap<>();
  private int operations;
  private int faultAt = -1;
  private Fault fault = Fault.BEFORE;
  private boolean dead;
  private int descriptors;
  private int opened;
  int limitOfDescriptors = Integer.MAX_VALUE;
  boolean unreadable;
  long usable = Long.MAX_VALUE;

  /// A file, whatever its names are.
  private static final class Inode {
    private byte[] synced = new byte[0];
    private boolean spoiled; // a sync failed, so that no later one can be trusted
  }

  /// What happens at the chosen operation.
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

  /// Takes everything back that was not synced; of what was appended, some garbage may be left.
  void losePower(Path directory, RandomGenerator random) throws IOException {
    dead = true;
    Set<Path> files = new HashSet<>(names.keySet());
    files.addAll(syncedNames.keySet());
    for (Path file : files.stream().sorted().toList()) {
      Inode now = names.get(file);
      Inode before = syncedNames.get(file);
      Inode left = random.nextBoolean() ? now : before;
      if (left == null) {
        Files.deleteIfExists(file);
      } else {
        byte[] written = left == now ? Files.readAllBytes(file) : left.synced;
        Files.write(
            file, file.toString().endsWith(".segment") ? torn(left, written, random) : left.synced);
      }
    }
  }

  /// Any part of what was written may have got there, and what was there before may show.
  private static byte[] torn(Inode left, byte[] written, RandomGenerator random) {
    byte[] safe = left.synced;
    if (written.length <= safe.length) {
      return safe;
    }
    byte[] torn = new byte[safe.length + random.nextInt(written.length - safe.length + 1)];
    System.arraycopy(written, 0, torn, 0, torn.length);
    System.arraycopy(safe, 0, torn, 0, safe.length);
    for (int i = safe.length; i < torn.length; i++) {
      torn[i] = random.nextInt(4) == 0 ? (byte) random.nextInt() : torn[i];
    }
    return torn;
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
    return new FaultFile(file, path, names.computeIfAbsent(path, this::known));
  }

  /// A file from before this disk was there is durable.
  private Inode known(Path path) {
    Inode inode = new Inode();
    try {
      inode.synced = Files.readAllBytes(path);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    if (inode.synced.length > 0) {
      syncedNames.put(path, inode);
    }
    return inode;
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    change(
        () -> {},
        () -> {
          real.rename(from, to);
          Inode moved = names.remove(from);
          if (moved != null) {
            names.put(to, moved);
          }
        });
  }

  @Override
  public void delete(Path file) throws IOException {
    change(
        () -> {},
        () -> {
          if (Files.exists(file)) {
            names.computeIfAbsent(file, this::known);
          }
          real.delete(file);
          names.remove(file);
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
        inode.spoiled = true;
      }
    }

    private void syncContent(Inode inode) throws IOException {
      if (!inode.spoiled || path.endsWith(CheckpointFile.FILE)) {
        ByteBuffer content = ByteBuffer.allocate((int) file.size());
        file.read(content, 0);
        inode.synced = content.array();
      }
    }

    private void syncNames() {
      syncedNames.keySet().removeIf(name -> name.startsWith(path));
      names.forEach((name, inode) -> {
        if (name.startsWith(path)) {
          syncedNames.put(name, inode);
        }
      });
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
