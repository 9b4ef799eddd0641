package dev.obs.kernel.spool;

import dev.obs.kernel.trust.TrustedFiles;
import dev.obs.kernel.trust.UntrustedException;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A spool as an operator sees it from another process, whether or not one is using it: looks
/// without changing anything, and replays or drops dead letters.
public final class SpoolFolder {
  private static final int ATTEMPTS = 10;

  /// The form of [Spool#name]; a volume's root has other folders, such as `lost+found`.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+-[a-z]+");

  private final Path path;
  private final Disk disk = new LocalDisk();

  private SpoolFolder(Path path) {
    this.path = path;
  }

  /// The spool in a folder.
  ///
  /// @throws SpoolException if there is none
  public static SpoolFolder at(Path path) throws SpoolException {
    if (!Files.isDirectory(path)) {
      throw new SpoolException("there is no spool in " + path);
    }
    return new SpoolFolder(checked(path));
  }

  /// Each lane's folder, by name.
  public List<LaneSummary> lanes() throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(path)) {
      folders = all.filter(SpoolFolder::isLane).sorted().toList();
    }
    List<LaneSummary> lanes = new ArrayList<>();
    for (Path folder : folders) {
      lanes.add(summary(checked(folder)));
    }
    return lanes;
  }

  /// Has a lane's dead letters sent again: by the process that uses the spool, within a second, or
  /// by the next one.
  ///
  /// @return how many
  /// @throws SpoolException if that is not possible
  public long replay(String lane) throws IOException {
    Path folder = folder(lane);
    Path letters = folder.resolve(DeadLetters.FILE);
    Path replay = folder.resolve(DeadLetters.REPLAY);
    if (!Files.exists(letters)) {
      return 0;
    }
    if (Files.exists(replay)) {
      throw new SpoolException(
          "the dead letters of " + lane + " replayed before have not been taken up yet");
    }
    long number = DeadLetters.validate(disk, letters);
    Files.move(letters, replay, StandardCopyOption.ATOMIC_MOVE);
    return number;
  }

  /// Removes a lane's dead letters.
  ///
  /// @return how many
  public long drop(String lane) throws IOException {
    Path letters = folder(lane).resolve(DeadLetters.FILE);
    long number = DeadLetters.count(disk, letters);
    disk.delete(letters);
    return number;
  }

  /// Whether a folder has the name of a lane.
  private static boolean isNamed(Path folder) {
    return NAME.matcher(folder.getFileName().toString()).matches()
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  /// Whether a folder has the name and a file of a lane. One that cannot be read counts, because
  /// the operator should know of it.
  private static boolean isLane(Path folder) {
    return isNamed(folder) && (!Files.isReadable(folder) || LaneFolder.holdsLane(folder));
  }

  private Path folder(String lane) throws SpoolException {
    Path folder = path.resolve(lane).normalize();
    if (!path.equals(folder.getParent()) || !isNamed(folder)) {
      throw new SpoolException("the spool in " + path + " has no lane '" + lane + "'");
    }
    return checked(folder);
  }

  private static Path checked(Path folder) throws SpoolException {
    try {
      return TrustedFiles.folder(folder);
    } catch (UntrustedException refused) {
      throw new SpoolException(refused.getMessage());
    } catch (IOException unreadable) {
      throw new SpoolException(folder + " cannot be read: " + SafeText.of(unreadable));
    }
  }

  private LaneSummary summary(Path folder) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        List<Segment> segments = Recovery.segments(disk, folder);
        Checkpoint checkpoint = Recovery.checkpoint(disk, folder, segments);
        long end = Recovery.end(disk, segments, checkpoint);
        Path letters = folder.resolve(DeadLetters.FILE);
        return new LaneSummary(
            folder.getFileName().toString(),
            Math.max(0, end - checkpoint.position() - checkpoint.ahead()),
            segments.stream().mapToLong(Segment::size).sum(),
            DeadLetters.count(disk, letters),
            Files.exists(letters) ? Files.size(letters) : 0,
            DeadLetters.count(disk, folder.resolve(DeadLetters.REPLAY)),
            checkpoint.delivered(),
            checkpoint.dropped());
      } catch (NoSuchFileException moved) {
        if (attempt == ATTEMPTS) { // else the process that uses it has removed a segment
          throw moved;
        }
      }
    }
  }
}
