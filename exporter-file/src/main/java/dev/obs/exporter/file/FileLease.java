package dev.obs.exporter.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The exclusive right of one process to write the files of a signal: two processes that append to
/// one file would corrupt each other's lines. It ends with the process, even after a crash.
final class FileLease implements AutoCloseable {
  private final FileChannel channel;

  private FileLease(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws FolderInUseException if another process, or another runtime in this one, holds it
  static FileLease acquire(Path file) throws IOException {
    FileChannel channel = PrivateFiles.open(file);
    try {
      if (channel.tryLock() == null) {
        throw inUse(file);
      }
      sign(channel);
      return new FileLease(channel);
    } catch (OverlappingFileLockException sameProcess) {
      channel.close();
      throw inUse(file);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /// Writes the process's id, for other processes that find the lease held.
  private static void sign(FileChannel channel) {
    String pid = Long.toString(ProcessHandle.current().pid());
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    } catch (IOException full) {
      // the id is optional
    }
  }

  private static FolderInUseException inUse(Path file) {
    String holder = "another process";
    try {
      String pid = Files.readString(file).strip();
      if (pid.matches("\\d{1,19}")) {
        holder = "process " + pid;
      }
    } catch (IOException unsaid) {
      // the message then has no id
    }
    return new FolderInUseException(
        file.getParent() + " is in use by " + holder + "; give each process a separate folder");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
