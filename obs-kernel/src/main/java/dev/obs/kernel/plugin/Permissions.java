package dev.obs.kernel.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/// Insists that nobody but its owner can change what a plugin is loaded from: who can, runs code in
/// this process. Only where the file system knows such permissions.
final class Permissions {
  private Permissions() {}

  /// Checks a file or folder; of a link, what it leads to and the folder that holds it.
  static void check(Path path) throws PluginRefused {
    try {
      refuse(path);
      if (Files.isSymbolicLink(path)) {
        Path target = path.toRealPath();
        refuse(target);
        if (!Files.isDirectory(target) && target.getParent() != null) {
          refuse(target.getParent());
        }
      }
    } catch (IOException unreadable) {
      throw new PluginRefused(path + " cannot be read: " + unreadable);
    }
  }

  private static void refuse(Path path) throws IOException, PluginRefused {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes attributes = view.readAttributes();
    String who;
    if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      who = "everybody";
    } else if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)) {
      who = "anyone in group " + attributes.group().getName();
    } else {
      return;
    }
    throw new PluginRefused(
        "%s is %s: %s could put code into this process; chmod go-w %s"
            .formatted(
                path, PosixFilePermissions.toString(attributes.permissions()), who, quoted(path)));
  }

  /// As a shell takes it.
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w/.+@%=:,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
