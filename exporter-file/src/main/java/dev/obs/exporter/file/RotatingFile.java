package dev.obs.exporter.file;

import dev.obs.spi.ExtensionContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The current file of a signal, such as `traces.jsonl`, to which lines are appended.
///
/// A line is in it completely or not at all: the process that failed, or the next one, truncates
/// the remains of a failed write. After any failure the next line opens the file again, so that a
/// repaired disk or folder is used again.
final class RotatingFile implements AutoCloseable {
  private static final ByteBuffer LINE_END = ByteBuffer.wrap(new byte[] {'\n'}).asReadOnlyBuffer();

  private final Path folder;
  private final Path path;
  private final Path lock;
  private final RotatedFiles rotated;
  private final long maxSize;
  private final Optional<Duration> maxAge;
  private final long keep;
  private final boolean sync;
  private final InstantSource clock;
  private final System.Logger logger;

  private @Nullable FileLease lease;
  private @Nullable FileChannel channel;

  /// The identity of the file, by which a replaced file is detected; null if the file system has
  /// none.
  private @Nullable Object key;

  private long size;
  private Instant since = Instant.MIN;

  /// The valid length of the file, after a failed write whose remains could not be removed; else
  /// negative.
  private long undoTo = -1;

  RotatingFile(ExtensionContext context, String signal) {
    folder = context.get(FileSettings.PATH).toAbsolutePath();
    path = folder.resolve(signal + ".jsonl");
    lock = folder.resolve(signal + ".lock");
    rotated = new RotatedFiles(folder, signal);
    maxSize = context.get(FileSettings.MAX_SIZE);
    maxAge = context.find(FileSettings.MAX_AGE);
    keep = context.get(FileSettings.KEEP);
    sync = context.get(FileSettings.SYNC);
    clock = context.clock();
    logger = context.logger();
  }

  /// Returns whether a line with its end fits into a file.
  boolean holds(byte[] line) {
    return line.length < maxSize;
  }

  /// Appends a line, to a new file if this one would become too large or is too old.
  ///
  /// @throws IOException if nothing of the line was written
  void append(byte[] line) throws IOException {
    try {
      FileChannel out = current();
      if (size > 0 && (size + line.length + 1 > maxSize || isOld())) {
        rotate();
        out = current();
      }
      write(out, line);
    } catch (IOException failure) {
      close();
      throw failure;
    }
  }

  private void write(FileChannel out, byte[] line) throws IOException {
    ByteBuffer[] parts = {ByteBuffer.wrap(line), LINE_END.duplicate()};
    try {
      while (parts[1].hasRemaining()) {
        out.write(parts);
      }
      if (sync) {
        out.force(false);
      }
      size += line.length + 1;
    } catch (IOException failure) {
      undo(out);
      throw failure;
    }
  }

  private void undo(FileChannel out) {
    try {
      out.truncate(size);
    } catch (IOException closed) {
      undoTo = size; // once it is open again
    }
  }

  private boolean isOld() {
    return maxAge.isPresent() && !clock.instant().isBefore(since.plus(maxAge.get()));
  }

  private void rotate() throws IOException {
    Path to = rotated.next(clock.instant());
    closeFile();
    Files.move(path, to);
    try {
      rotated.keep(keep);
    } catch (IOException failure) {
      // old files take space, but nothing is lost
      logger.log(Level.WARNING, "cannot delete old files: " + reason(failure));
    }
  }

  /// Returns the open file, opened again if it was moved, removed or truncated since the last line:
  /// lines in a removed file are lost.
  private FileChannel current() throws IOException {
    if (channel != null && !isInPlace()) {
      close();
    }
    if (channel == null) {
      open();
    }
    return Objects.requireNonNull(channel);
  }

  private boolean isInPlace() throws IOException {
    try {
      BasicFileAttributes now = attributes();
      return Objects.equals(now.fileKey(), key) && now.size() == size;
    } catch (NoSuchFileException removed) {
      return false;
    }
  }

  /// Creates the folder, acquires the lease and opens the file at its end.
  ///
  /// @throws FolderInUseException if another process writes the file
  void open() throws IOException {
    try {
      tryOpen();
    } catch (IOException failure) {
      close();
      throw failure;
    }
  }

  private void tryOpen() throws IOException {
    PrivateFiles.createFolder(folder);
    if (lease == null) {
      lease = FileLease.acquire(lock);
    }
    channel = PrivateFiles.open(path);
    BasicFileAttributes attributes = attributes();
    if (undoTo >= 0 && Objects.equals(attributes.fileKey(), key)) {
      channel.truncate(undoTo);
    }
    undoTo = -1;
    key = attributes.fileKey();
    size = JsonLines.wholeLines(channel);
    channel.truncate(size).position(size);
    since = size == 0 ? clock.instant() : attributes.creationTime().toInstant();
    if (sync) {
      PrivateFiles.syncFolder(folder);
    }
  }

  private BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /// Describes a failure in the few words of a result for the kernel.
  String reason(IOException failure) {
    String file = failure instanceof FileSystemException named ? named.getFile() : null;
    String what =
        switch (failure) {
          case FolderInUseException inUse -> "";
          case ClosedByInterruptException slow -> "took too long";
          case AccessDeniedException denied -> "permission denied";
          case NoSuchFileException removed -> "no such file or folder";
          case FileSystemException named when named.getReason() != null -> named.getReason();
          case FileSystemException named -> named.getClass().getSimpleName();
          default -> String.valueOf(failure.getMessage());
        };
    return what.isEmpty()
        ? String.valueOf(failure.getMessage())
        : what.toLowerCase(Locale.ROOT) + ": " + (file == null ? path : file);
  }

  /// Closes the file; the next line opens it again.
  @Override
  public void close() {
    closeFile();
    FileLease held = lease;
    lease = null;
    if (held != null) {
      close(held);
    }
  }

  private void closeFile() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      close(open);
    }
  }

  private void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception failure) {
      logger.log(Level.WARNING, "cannot close " + path + ": " + failure.getMessage());
    }
  }
}
