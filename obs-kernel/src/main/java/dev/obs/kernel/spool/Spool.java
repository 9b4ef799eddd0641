package dev.obs.kernel.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
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
  private final FileChannel lock;
  private final List<LaneSpool> lanes = new CopyOnWriteArrayList<>();

  private Spool(SpoolOptions options, Disk disk, FileChannel lock) {
    this.options = options;
    this.disk = disk;
    this.lock = lock;
  }

  /// Makes the folder, with mode 0700, if it is not there, and locks it.
  ///
  /// @throws SpoolException if it cannot be used
  public static Spool open(SpoolOptions options) throws SpoolException {
    return open(options, new LocalDisk());
  }

  static Spool open(SpoolOptions options, Disk disk) throws SpoolException {
    Path path = options.path().toAbsolutePath();
    try {
      makeDirectory(disk, path);
      return new Spool(options, disk, lock(path.resolve("lock")));
    } catch (SpoolException unusable) {
      throw unusable;
    } catch (IOException failure) {
      throw unusable(path, failure);
    }
  }

  /// Opens the folder of a lane with what an earlier run left in it.
  ///
  /// @throws SpoolException if it cannot be used
  public LaneSpool lane(String sink, String signal, SpoolListener listener) throws SpoolException {
    Path directory = options.path().toAbsolutePath().resolve(name(sink, signal));
    try {
      makeDirectory(disk, directory);
      Recovery found = Recovery.of(disk, directory, options.deadLetterSize());
      LaneSpool lane = new LaneSpool(disk, directory, options, this::share, found, listener);
      lanes.add(lane);
      return lane;
    } catch (SpoolException unusable) {
      throw unusable;
    } catch (IOException failure) {
      throw unusable(directory, failure);
    }
  }

  /// Says what lanes that are not open have waiting here.
  public List<String> strangers() {
    try {
      return SpoolFolder.at(options.path()).lanes().stream()
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
      return List.of("the spool cannot be looked through: " + unreadable.getMessage());
    }
  }

  /// Lets go of the folder. Whatever thread was left behind changes nothing in it any more.
  public void close() {
    lanes.forEach(LaneSpool::fence);
    try {
      lock.close();
    } catch (IOException ignored) {
      // the lock ends with the process at the latest
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

  private static void makeDirectory(Disk disk, Path path) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = path; at != null && !Files.exists(at); at = at.getParent()) {
      missing.addFirst(at);
    }
    Files.createDirectories(path, LocalDisk.mode(path, "rwx------"));
    for (Path made : missing) {
      syncParent(disk, made);
    }
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Set<PosixFilePermission> actual = Files.getPosixFilePermissions(path);
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

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel = LocalDisk.channel(file);
    try {
      FileLock held = channel.tryLock();
      if (held == null) {
        throw inUse(file);
      }
      sign(channel);
      return channel;
    } catch (OverlappingFileLockException sameProcess) {
      channel.close();
      throw inUse(file);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /// Leaves the process's id, for those who find the folder locked.
  private static void sign(FileChannel channel) {
    String pid = ProcessHandle.current().pid() + "\n";
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    } catch (IOException full) {
      // a full disk keeps nobody from delivering
    }
  }

  private static SpoolException inUse(Path file) {
    String holder;
    try {
      holder = "process " + Files.readString(file).strip();
    } catch (IOException unsaid) {
      holder = "another process";
    }
    return new SpoolException(
        file.getParent() + " is in use by " + holder + "; give each a path of its own");
  }

  private static SpoolException unusable(Path path, IOException failure) {
    String why =
        switch (failure) {
          case AccessDeniedException _ -> "permission denied";
          case FileAlreadyExistsException _ -> "it is a file, not a folder";
          case FileSystemException detailed when detailed.getReason() != null ->
              detailed.getReason();
          default -> String.valueOf(failure.getMessage());
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
