package dev.obs.exporter.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files and folders with access for their owner only, because telemetry contains personal data.
final class PrivateFiles {
  private static final Set<OpenOption> READ_WRITE =
      Set.of(
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          LinkOption.NOFOLLOW_LINKS);

  private PrivateFiles() {}

  /// Opens a file to read and write, and creates it if it is absent. It does not follow a link,
  /// because a user with access to the folder could otherwise have any file of this process
  /// overwritten.
  static FileChannel open(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("not a regular file");
    }
    return FileChannel.open(file, READ_WRITE, mode(file, "rw-------"));
  }

  static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) { // or a link to one
      return;
    }
    if (Files.exists(folder)) {
      throw new FileSystemException(folder.toString(), null, "not a folder");
    }
    Files.createDirectories(folder, mode(folder, "rwx------"));
  }

  /// Syncs the names in a folder, so that they survive a power failure.
  static void syncFolder(Path folder) throws IOException {
    if (isPosix(folder)) { // elsewhere a folder cannot be opened
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
