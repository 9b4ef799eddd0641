package dev.obs.kernel.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/// One name in a folder with its attributes, those of a link itself if it is one. Where the file
/// system knows no owners and modes, every entry passes their checks.
///
/// @param user the number of this process's user
record Entry(Path path, Map<String, Object> attributes, int user) {
  private static final int ROOT = 0;
  private static final int STICKY = 01000;

  static Entry of(Path path, int user) throws IOException {
    boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    return new Entry(
        path, Files.readAttributes(path, unix ? "unix:*" : "*", LinkOption.NOFOLLOW_LINKS), user);
  }

  boolean isLink() {
    return is("isSymbolicLink");
  }

  boolean isFolder() {
    return is("isDirectory");
  }

  boolean isFile() {
    return is("isRegularFile");
  }

  private boolean is(String attribute) {
    return Boolean.TRUE.equals(attributes.get(attribute));
  }

  private int number(String attribute, int absent) {
    return attributes.get(attribute) instanceof Number number ? number.intValue() : absent;
  }

  @SuppressWarnings("unchecked") // as the JDK documents the attribute
  private Set<PosixFilePermission> permissions() {
    return (Set<PosixFilePermission>) attributes.getOrDefault("permissions", Set.of());
  }

  void requireOwner() throws UntrustedException {
    int owner = number("uid", ROOT);
    if (owner != ROOT && owner != user) {
      throw new UntrustedException(
          "%s belongs to %s: expected this user%s as its owner; chown %s, or name another path"
              .formatted(
                  path, attributes.get("owner"), user == ROOT ? " (root)" : " or root", quoted()));
    }
  }

  /// Nobody else may write to it.
  void requireMode() throws IOException {
    requireNot(PosixFilePermission.OTHERS_WRITE, "everybody");
    requireNot(PosixFilePermission.GROUP_WRITE, "anyone in group " + attributes.get("group"));
  }

  /// Nobody else may rename what it holds. Its group is its owner's choice.
  void requireModeOfFolderAbove() throws IOException {
    if ((number("mode", 0) & STICKY) == 0 && !isRootOfVolume()) {
      requireNot(PosixFilePermission.OTHERS_WRITE, "everybody");
    }
  }

  private void requireNot(PosixFilePermission permission, String who) throws IOException {
    if (permissions().contains(permission) && !Files.getFileStore(path).isReadOnly()) {
      throw new UntrustedException(
          "%s is %s: %s could change it; chmod go-w %s"
              .formatted(path, PosixFilePermissions.toString(permissions()), who, quoted()));
    }
  }

  /// Only processes that mount the volume reach it, whatever its mode.
  private boolean isRootOfVolume() throws IOException {
    Path above = path.getParent();
    return above != null
        && !attributes.getOrDefault("dev", 0L).equals(Entry.of(above, user).attributes.get("dev"));
  }

  void requireFolder() throws UntrustedException {
    if (!isFolder()) {
      throw new UntrustedException(path + " is " + kind() + ": expected a folder");
    }
  }

  void requireFile() throws UntrustedException {
    if (!isFile()) {
      throw new UntrustedException(path + " is " + kind() + ": expected a file; remove it");
    }
  }

  /// A write must not reach a file elsewhere.
  void requireOneName() throws UntrustedException {
    int names = number("nlink", 1);
    if (names > 1) {
      throw new UntrustedException(
          "%s has %d names (hard links): expected one; remove the others".formatted(path, names));
    }
  }

  private String kind() {
    if (isLink()) {
      return "a link";
    }
    if (isFolder()) {
      return "a folder";
    }
    return isFile() ? "a file" : "neither a file nor a folder";
  }

  /// As a shell takes it.
  private String quoted() {
    String text = path.toString();
    return text.matches("[\\w/.+@%=:,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
