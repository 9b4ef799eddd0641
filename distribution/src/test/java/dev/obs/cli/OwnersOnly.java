package dev.obs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Takes from all but the owner the right to write, which a umask such as 002 leaves to a group:
/// nothing is loaded from where others may write.
final class OwnersOnly {
  private OwnersOnly() {}

  /// A folder of plugins and all that is in it.
  static void folder(Path folder) throws IOException {
    List<Path> tree;
    try (Stream<Path> entries = Files.walk(folder)) {
      tree = entries.toList();
    }
    for (Path entry : tree) {
      remove(entry);
    }
  }

  /// A jar somewhere in a test's temporary folder, which is the owner's already, and the folders
  /// between.
  static void jar(Path jar) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    for (Path path = jar.toAbsolutePath(); !temporary.equals(path.getParent()); ) {
      remove(path);
      path = path.getParent();
    }
  }

  private static void remove(Path path) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    permissions.remove(PosixFilePermission.GROUP_WRITE);
    permissions.remove(PosixFilePermission.OTHERS_WRITE);
    Files.setPosixFilePermissions(path, permissions);
  }
}
