package dev.obs.kernel.spool;

import dev.obs.kernel.trust.TrustedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The real disk. Opens trusted files only, and follows no link.
final class LocalDisk implements Disk {
  /// The JDK keeps a copy outside the heap of the largest piece that a thread has read or written.
  private static final int PIECE = 1 << 16;

  @Override
  public DiskFile open(Path file) throws IOException {
    return LocalFile.of(TrustedFiles.open(file), file);
  }

  @Override
  public DiskFile openToRead(Path file) throws IOException {
    return LocalFile.of(TrustedFiles.openToRead(file), file);
  }

  @Override
  public DiskFile openFolder(Path folder) throws IOException {
    return LocalFile.of(
        FileChannel.open(folder, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), folder);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Override
  public long usableSpace(Path directory) throws IOException {
    FileStore store = Files.getFileStore(directory);
    return store.getUsableSpace();
  }

  /// @param key identifies the file, where the file system knows such a key
  private record LocalFile(FileChannel channel, Optional<Object> key) implements DiskFile {

    static LocalFile of(FileChannel channel, Path name) throws IOException {
      try {
        return new LocalFile(channel, keyOf(name));
      } catch (IOException | RuntimeException failure) {
        channel.close();
        throw failure;
      }
    }

    private static Optional<Object> keyOf(Path name) throws IOException {
      return Optional.ofNullable(
          Files.readAttributes(name, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey());
    }

    @Override
    public boolean isAt(Path name) {
      try {
        return channel.isOpen() && key.equals(keyOf(name));
      } catch (IOException gone) {
        return false;
      }
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      long at = position;
      while (into.hasRemaining()) {
        ByteBuffer piece = piece(into);
        int count = channel.read(piece, at);
        if (count < 0) {
          return;
        }
        into.position(into.position() + count);
        at += count;
      }
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      long at = position;
      while (from.hasRemaining()) {
        int count = channel.write(piece(from), at);
        from.position(from.position() + count);
        at += count;
      }
    }

    private static ByteBuffer piece(ByteBuffer buffer) {
      return buffer.slice(buffer.position(), Math.min(PIECE, buffer.remaining()));
    }

    @Override
    public void sync() throws IOException {
      channel.force(false);
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
