package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The state that an earlier run left in a lane's folder. Only the last segment is read: the
/// contents of the others follow from their names, and damage is found when they are read.
///
/// @param segments those with records that are not settled, in order
/// @param end the sequence number that the next record gets
record Recovery(
    CheckpointFile checkpoints,
    Checkpoint checkpoint,
    List<Segment> segments,
    long end,
    DeadLetters deadLetters) {

  /// @throws SpoolException if a later version of Obs left it
  static Recovery of(LaneFolder folder, long deadLetterSize) throws IOException {
    Disk disk = folder.disk();
    Path directory = folder.path();
    List<Segment> segments = new ArrayList<>(segments(disk, directory));
    Checkpoint checkpoint = checkpoint(disk, directory, segments);
    if (!segments.isEmpty()) {
      // a process that was killed may have written more than it synced
      try (DiskFile last = disk.open(segments.getLast().path())) {
        last.sync();
      }
    }
    long end = end(disk, segments, checkpoint);
    if (!segments.isEmpty()) {
      Segment last = segments.removeLast();
      segments.addLast(last.upTo(end, last.size()));
    }
    removePassed(disk, segments, checkpoint.position());
    return new Recovery(
        CheckpointFile.open(folder),
        checkpoint,
        segments,
        end,
        DeadLetters.open(folder, deadLetterSize));
  }

  /// The segments of a folder, in order. The end of the last one is not known.
  static List<Segment> segments(Disk disk, Path directory) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : Segment.among(directory, disk.list(directory))) {
      try (DiskFile file = disk.openToRead(segment.path())) {
        segments.add(segment.upTo(segment.end(), file.size()));
        ByteBuffer start = ByteBuffer.allocate(Segment.HEADER);
        file.read(start, 0);
        if (Segment.version(start.array(), start.position()) > Segment.VERSION) {
          throw new SpoolException(
              segment.path()
                  + " was written by a later version of Obs: let that version deliver it,"
                  + " or set another path");
        }
      }
    }
    return segments;
  }

  /// The last checkpoint of a folder; without one everything there is waits.
  static Checkpoint checkpoint(Disk disk, Path directory, List<Segment> segments)
      throws IOException {
    long begin = segments.isEmpty() ? 0 : segments.getFirst().first();
    return CheckpointFile.read(disk, directory.resolve(CheckpointFile.FILE))
        .orElse(Checkpoint.from(begin));
  }

  /// The sequence number after the last record.
  static long end(Disk disk, List<Segment> segments, Checkpoint checkpoint) throws IOException {
    if (segments.isEmpty()) {
      return checkpoint.end();
    }
    Segment last = segments.getLast();
    long end = last.first();
    try (LogReader reader = new LogReader(disk)) {
      Frame frame = reader.next(last, end);
      while (frame != null) {
        end = frame.end();
        frame = reader.next(last, end);
      }
    }
    return Math.max(end, checkpoint.end());
  }

  private static void removePassed(Disk disk, List<Segment> segments, long position)
      throws IOException {
    while (!segments.isEmpty() && segments.getFirst().end() <= position) {
      disk.delete(segments.removeFirst().path());
    }
  }
}
