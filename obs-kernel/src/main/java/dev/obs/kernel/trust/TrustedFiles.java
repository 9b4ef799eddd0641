package dev.obs.kernel.trust;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Opens files and folders that only this user and root can change. The rules:
///
/// - **Owner**: this user or root owns the file, each folder above it and each link on the way.
/// - **Mode**: neither group nor others may write to the file, to the folder that holds it, or to a
///   folder that is asked for. Everybody may write to a folder further above only if it is sticky,
///   as `/tmp` is, or the root of a mounted volume. The mode does not count on a read-only mount,
///   such as a ConfigMap of Kubernetes.
/// - **Links**: [#file] and [#folder] follow a link if all of the above holds for the link's owner
///   and for its target; their result has no link in it. The other methods follow none.
/// - **Kind**: a pipe or device is never opened. A file that is written has one name.
///
/// Nobody who could exchange a name between its check and its use passes the check of the folder.
public final class TrustedFiles {
  private static final int LINKS = 40;
  private static final Set<OpenOption> READ_WRITE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private TrustedFiles() {}

  /// The path of a folder without links, checked with all folders above.
  ///
  /// @throws UntrustedException if somebody else could change it
  public static Path folder(Path folder) throws IOException {
    int user = ProcessUser.number();
    Path found = resolve(folder, user);
    Entry entry = Entry.of(found, user);
    entry.requireFolder();
    entry.requireMode();
    return found;
  }

  /// The path without links of a folder in which others are to be made, checked with all folders
  /// above as far as those that are made in it need it: unlike [#folder], it may be `/tmp`.
  ///
  /// @throws UntrustedException if somebody else could exchange what is made in it
  public static Path folderAbove(Path folder) throws IOException {
    int user = ProcessUser.number();
    Path found = resolve(folder, user);
    Entry.of(found, user).requireFolder();
    return found;
  }

  /// The path of a file without links, checked with all folders above.
  ///
  /// @throws UntrustedException if somebody else could change it
  public static Path file(Path file) throws IOException {
    int user = ProcessUser.number();
    Path found = resolve(file, user);
    Entry entry = Entry.of(found, user);
    entry.requireFile();
    entry.requireMode();
    Path above = found.getParent();
    if (above != null) {
      Entry.of(above, user).requireMode();
    }
    return found;
  }

  /// Opens a file in a checked folder to read and write, made with mode 0600 if it is not there.
  ///
  /// @throws UntrustedException if it is a link, belongs to somebody else, or can be changed by
  ///   them
  public static FileChannel open(Path file) throws IOException {
    Set<OpenOption> options = new HashSet<>(READ_WRITE);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      options.add(StandardOpenOption.CREATE_NEW);
      return FileChannel.open(file, options, ownerOnly(file, "rw-------"));
    }
    check(file).requireOneName();
    return FileChannel.open(file, options);
  }

  /// Opens a file in a checked folder to read.
  ///
  /// @throws UntrustedException if it is a link, belongs to somebody else, or can be changed by
  ///   them
  public static FileChannel openToRead(Path file) throws IOException {
    check(file);
    return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private static Entry check(Path file) throws IOException {
    Entry entry = Entry.of(file, ProcessUser.number());
    entry.requireFile();
    entry.requireOwner();
    entry.requireMode();
    return entry;
  }

  /// The mode of a new file or folder, where the file system knows modes.
  public static FileAttribute<?>[] ownerOnly(Path path, String mode) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /// Walks from the root to a path, as the system does, and checks each step.
  private static Path resolve(Path path, int user) throws IOException {
    Path absolute = path.toAbsolutePath();
    Deque<Path> rest = new ArrayDeque<>();
    absolute.forEach(rest::addLast);
    Path at = root(absolute);
    int links = 0;
    while (!rest.isEmpty()) {
      Path name = rest.removeFirst();
      if (name.toString().equals("..")) {
        at = at.getParent() == null ? at : at.getParent();
        continue;
      }
      if (name.toString().equals(".")) {
        continue;
      }
      Entry entry = Entry.of(at.resolve(name), user);
      entry.requireOwner();
      if (entry.isLink()) {
        if (++links > LINKS) {
          throw new FileSystemLoopException(path.toString());
        }
        Path target = Files.readSymbolicLink(entry.path());
        at = target.isAbsolute() ? root(target) : at;
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
          rest.addFirst(target.getName(i));
        }
      } else {
        at = entry.path();
        if (entry.isFolder()) {
          entry.requireModeOfFolderAbove();
        }
      }
    }
    return at;
  }

  private static Path root(Path absolute) throws NoSuchFileException {
    Path root = absolute.getRoot();
    if (root == null) {
      throw new NoSuchFileException(absolute.toString());
    }
    return root;
  }
}
