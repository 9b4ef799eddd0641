package dev.obs.kernel.spool;

import dev.obs.kernel.trust.TrustedFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// The file `lock`, held while a process uses the spool; it holds the process's id.
///
/// @param key identifies the file, where the file system knows such a key
record SpoolLock(FileChannel channel, Path file, Optional<Object> key) implements Closeable {

  /// Takes the lock.
  ///
  /// @throws SpoolException if another process holds it
  static SpoolLock take(Path file) throws IOException {
    FileChannel channel = TrustedFiles.open(file);
    boolean taken = false;
    try {
      if (channel.tryLock() == null) {
        throw inUse(file);
      }
      sign(channel);
      SpoolLock lock = new SpoolLock(channel, file, keyOf(file));
      taken = true;
      return lock;
    } catch (OverlappingFileLockException sameProcess) {
      throw inUse(file);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static Optional<Object> keyOf(Path file) throws IOException {
    return Optional.ofNullable(
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey());
  }

  /// Whether other processes find the file that is locked.
  boolean isHeld() {
    try {
      return channel.isOpen() && key.equals(keyOf(file));
    } catch (IOException gone) {
      return false;
    }
  }

  /// Leaves the process's id, for those who find the folder locked.
  private static void sign(FileChannel channel) {
    String pid = ProcessHandle.current().pid() + "\n";
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    } catch (IOException full) {
      // a full disk keeps nobody from delivering
    }
  }

  private static SpoolException inUse(Path file) {
    String holder;
    try {
      holder = "process " + Files.readString(file).strip();
    } catch (IOException unsaid) {
      holder = "another process";
    }
    return new SpoolException(
        file.getParent() + " is in use by " + holder + "; give each a path of its own");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // the lock ends with the process at the latest
    }
  }
}
