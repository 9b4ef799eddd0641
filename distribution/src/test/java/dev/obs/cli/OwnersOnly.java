package dev.obs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The removal of the write permission of all but the owner, which a umask such as 002 grants to a
/// group: Obs loads nothing from a place that others may write.
final class OwnersOnly {
  private OwnersOnly() {}

  /// Protects a folder of plugins with its whole content.
  static void folder(Path folder) throws IOException {
    List<Path> tree;
    try (Stream<Path> entries = Files.walk(folder)) {
      tree = entries.toList();
    }
    for (Path entry : tree) {
      remove(entry);
    }
  }

  /// Protects a jar in a test's temporary folder, which already belongs to the owner, and the
  /// folders between.
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
