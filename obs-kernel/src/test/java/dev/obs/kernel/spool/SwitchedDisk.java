package dev.obs.kernel.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A disk that works, fails, is full or hangs, by a switch.
public final class SwitchedDisk implements Disk {
  private final Disk real = new LocalDisk();
  private volatile State state = State.WORKS;
  private volatile boolean hanging;
  private final AtomicInteger failingReads = new AtomicInteger();

  /// The outcome of every change to the disk.
  public enum State {
    WORKS,
    FAILS,
    FULL,
    HANGS
  }

  /// A spool on it.
  public Spool spool(SpoolOptions options) throws SpoolException {
    return Spool.open(options, this);
  }

  /// From now on.
  public void is(State next) {
    state = next;
  }

  /// Lets so many of the next attempts to read fail.
  public void failReads(int attempts) {
    failingReads.set(attempts);
  }

  /// Whether somebody waits for it to work again.
  public boolean isHanging() {
    return hanging;
  }

  private void change() throws IOException {
    while (state == State.HANGS) {
      hanging = true;
      LockSupport.parkNanos(1_000_000);
      Thread.interrupted();
    }
    if (state != State.WORKS) {
      throw new IOException(state == State.FULL ? "No space left on device" : "Input/output error");
    }
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    change();
    return new File(real.open(file));
  }

  @Override
  public DiskFile openFolder(Path folder) throws IOException {
    return new File(real.openFolder(folder));
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    return new File(real.openToRead(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    change();
    real.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    real.delete(file);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return real.list(directory);
  }

  @Override
  public long usableSpace(Path directory) {
    return state == State.FULL ? 0 : Long.MAX_VALUE;
  }

  private final class File implements DiskFile {
    private final DiskFile file;

    File(DiskFile file) {
      this.file = file;
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      if (failingReads.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IOException("Input/output error");
      }
      file.read(into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      change();
      file.write(from, position);
    }

    @Override
    public void sync() throws IOException {
      change();
      file.sync();
    }

    @Override
    public void truncate(long size) throws IOException {
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
      file.close();
    }
  }
}
