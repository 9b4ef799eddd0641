package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Operations on whole folders: their files, size, removal, replacement.
final class Folders {
  private Folders() {}

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static long size(Path folder) throws IOException {
    long size = 0;
    for (Path file : files(folder)) {
      size += Files.size(file);
    }
    return size;
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /// Removes the write permission of all but the owner, whatever the umask is. Does nothing on file
  /// systems without POSIX permissions.
  static void protect(Path folder) throws IOException {
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null) {
      return;
    }
    List<Path> entries;
    try (Stream<Path> paths = Files.walk(folder)) {
      entries = paths.filter(path -> !Files.isSymbolicLink(path)).toList();
    }
    for (Path entry : entries) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(entry);
      boolean group = permissions.remove(PosixFilePermission.GROUP_WRITE);
      boolean others = permissions.remove(PosixFilePermission.OTHERS_WRITE);
      if (group || others) {
        Files.setPosixFilePermissions(entry, permissions);
      }
    }
  }

  static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /// Moves `target` to `old`, and `fresh` to `target`. At any moment one of them is complete.
  static void replace(Path target, Path fresh, Path old) throws IOException {
    boolean replaces = Files.exists(target);
    if (replaces) {
      Files.move(target, old);
    }
    try {
      Files.move(fresh, target);
    } catch (IOException failure) {
      if (replaces) {
        Files.move(old, target);
      }
      throw failure;
    }
  }
}
