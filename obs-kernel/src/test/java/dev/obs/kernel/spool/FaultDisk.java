package dev.obs.kernel.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A disk that fails when told to, dies in the middle of an operation, and remembers what was
/// synced so that it can lose its power.
final class FaultDisk implements Disk {
  private final Disk real = new LocalDisk();
  private final Map<Path, byte[]> synced = new HashMap<>();
  private int operations;
  private int faultAt = -1;
  private Fault fault = Fault.BEFORE;
  private boolean dead;
  long usable = Long.MAX_VALUE;

  /// What happens at the chosen operation.
  enum Fault {
    /// The process dies before it.
    BEFORE,
    /// The process dies when half of it is done, if it is a write.
    HALF,
    /// The process dies after it.
    AFTER,
    /// It fails with half of it done, and the process goes on.
    ERROR
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

  private interface Operation {
    void run() throws IOException;
  }

  private void change(Operation half, Operation whole) throws IOException {
    if (dead) {
      throw new Death();
    }
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
    }
  }

  private void die() {
    dead = true;
    throw new Death();
  }

  /// Takes everything back that was not synced; of what was appended, some garbage may be left.
  void losePower(Path directory, RandomGenerator random) throws IOException {
    dead = true;
    for (Path file : files(directory)) {
      byte[] safe = synced.get(file);
      byte[] now = Files.readAllBytes(file);
      if (safe == null) {
        safe = new byte[0];
      }
      if (file.toString().endsWith(".segment") && now.length > safe.length) {
        // any part of what was written may have got there, and what stood there before may show
        byte[] torn = new byte[safe.length + random.nextInt(now.length - safe.length + 1)];
        System.arraycopy(now, 0, torn, 0, torn.length);
        System.arraycopy(safe, 0, torn, 0, safe.length);
        for (int i = safe.length; i < torn.length; i++) {
          torn[i] = random.nextInt(4) == 0 ? (byte) random.nextInt() : torn[i];
        }
        safe = torn;
      }
      Files.write(file, safe);
    }
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
    if (dead) {
      throw new Death();
    }
    return new FaultFile(file, real.open(file));
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    if (dead) {
      throw new Death();
    }
    return new FaultFile(file, real.openToRead(file));
  }

  @Override
  public void delete(Path file) throws IOException {
    change(() -> {}, () -> real.delete(file));
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    change(() -> {}, () -> {});
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
    private final Path path;
    private final DiskFile file;

    FaultFile(Path path, DiskFile file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
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
      change(() -> {}, () -> synced.put(path, Files.readAllBytes(path)));
    }

    @Override
    public void truncate(long size) throws IOException {
      if (dead) {
        throw new Death();
      }
      file.truncate(size);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
