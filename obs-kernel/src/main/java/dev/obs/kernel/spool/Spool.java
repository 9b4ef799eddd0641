package dev.obs.kernel.spool;

import dev.obs.kernel.trust.TrustedFiles;
import dev.obs.kernel.trust.UntrustedException;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// The folder in which lanes keep what is not delivered yet: one folder for each lane, and a lock
/// that keeps a second process out.
public final class Spool {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final SpoolOptions options;
  private final Disk disk;
  private final Path path;
  private final List<LaneSpool> lanes = new CopyOnWriteArrayList<>();
  private SpoolLock lock; // guarded by this
  private boolean closed; // guarded by this

  private Spool(SpoolOptions options, Disk disk, Path path, SpoolLock lock) {
    this.options = options;
    this.disk = disk;
    this.path = path;
    this.lock = lock;
  }

  /// Makes the folder, with mode 0700, if it is not there, and locks it.
  ///
  /// @throws SpoolException if it cannot be used
  public static Spool open(SpoolOptions options) throws SpoolException {
    return open(options, new LocalDisk());
  }

  static Spool open(SpoolOptions options, Disk disk) throws SpoolException {
    Path named = options.path().toAbsolutePath();
    try {
      Path path = makeDirectory(disk, named);
      return new Spool(options, disk, path, SpoolLock.take(lockFile(path)));
    } catch (SpoolException unusable) {
      throw unusable;
    } catch (IOException failure) {
      throw unusable(named, failure);
    }
  }

  private static Path lockFile(Path path) {
    return path.resolve("lock");
  }

  /// Opens the folder of a lane with what an earlier run left in it.
  ///
  /// @throws SpoolException if it cannot be used
  public LaneSpool lane(String sink, String signal, SpoolListener listener) throws SpoolException {
    LaneFolder folder = new LaneFolder(disk, path.resolve(name(sink, signal)), new Restorer());
    try {
      makeLane(folder.path());
      Recovery found = Recovery.of(folder, options.deadLetterSize());
      LaneSpool lane = new LaneSpool(folder, options, this::share, found, listener);
      lanes.add(lane);
      return lane;
    } catch (SpoolException unusable) {
      throw unusable;
    } catch (IOException failure) {
      throw unusable(folder.path(), failure);
    }
  }

  private void makeLane(Path lane) throws IOException {
    if (!makeDirectory(disk, lane).equals(lane)) {
      throw linked(lane);
    }
  }

  static SpoolException linked(Path lane) {
    return new SpoolException(lane + " is a link: expected a folder; remove the link");
  }

  /// Makes what somebody has removed again.
  private final class Restorer implements LaneFolder.Owner {
    @Override
    public boolean isLocked() {
      synchronized (Spool.this) {
        return lock.isHeld();
      }
    }

    @Override
    public void restore(Path lane) throws IOException {
      synchronized (Spool.this) {
        if (closed) {
          throw new IOException("the spool is closed");
        }
        makeLane(path);
        if (!lock.isHeld()) {
          SpoolLock taken = SpoolLock.take(lockFile(path));
          lock.close();
          lock = taken;
        }
        makeLane(lane);
      }
    }
  }

  /// Returns a notice for each lane that has waiting records and is not open.
  public List<String> lanesWithoutSink() {
    try {
      return SpoolFolder.at(path).lanes().stream()
          .filter(lane -> lane.waiting() > 0)
          .filter(lane -> lanes.stream().noneMatch(open -> open.isIn(lane.name())))
          .map(lane ->
              "the spool holds "
                  + lane.waiting()
                  + (lane.waiting() == 1 ? " record" : " records")
                  + " of '"
                  + lane.name()
                  + "', which no list of exporters names; kept until one does")
          .toList();
    } catch (IOException unreadable) {
      return List.of("the spool cannot be looked through: " + SafeText.of(unreadable));
    }
  }

  /// Lets go of the folder. Whatever thread was left behind changes nothing in it any more.
  public void close() {
    lanes.forEach(LaneSpool::fence);
    synchronized (this) {
      closed = true;
      lock.close();
    }
  }

  /// The name of a lane's folder.
  static String name(String sink, String signal) {
    return sink.replaceAll("[^A-Za-z0-9_.-]", "_") + "-" + signal;
  }

  /// Bytes that each lane may take.
  private long share() {
    return options.maxSize() / Math.max(1, lanes.size());
  }

  /// @return its path without links
  private static Path makeDirectory(Disk disk, Path path) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = path; at != null && !Files.exists(at); at = at.getParent()) {
      missing.addFirst(at);
    }
    Files.createDirectories(path, TrustedFiles.ownerOnly(path, "rwx------"));
    Path made = TrustedFiles.folder(path);
    for (Path each : missing) {
      syncParent(disk, each);
    }
    requireOwnerOnly(path, made);
    return made;
  }

  /// @param path the folder as it was named, for the message
  static void requireOwnerOnly(Path path, Path made) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Set<PosixFilePermission> actual = Files.getPosixFilePermissions(made);
      if (!OWNER_ONLY.containsAll(actual)) {
        throw new SpoolException(
            path
                + " is open to others ("
                + PosixFilePermissions.toString(actual)
                + "): chmod 700 it, or name a folder in it that Obs can make");
      }
    }
  }

  /// Else what is synced in a new folder may not be found again after a loss of power.
  private static void syncParent(Disk disk, Path made) {
    Path parent = made.getParent();
    if (parent != null) {
      try {
        disk.syncDirectory(parent);
      } catch (IOException notReadable) {
        // a folder of others that cannot be opened: they sync it sooner or later
      }
    }
  }

  static SpoolException unusable(Path path, IOException failure) {
    if (failure instanceof UntrustedException untrusted) {
      return new SpoolException(untrusted.getMessage());
    }
    String why =
        switch (failure) {
          case AccessDeniedException unused -> "permission denied";
          case FileAlreadyExistsException unused -> "it is a file, not a folder";
          case FileSystemException detailed when detailed.getReason() != null ->
              detailed.getReason();
          default -> SafeText.message(failure).orElse("no reason");
        };
    return new SpoolException(
        "cannot use the folder "
            + path
            + ": "
            + why
            + "; make it writable for this user, or set"
            + " another path");
  }
}
