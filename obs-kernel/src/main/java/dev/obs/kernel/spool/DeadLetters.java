package dev.obs.kernel.spool;

import dev.obs.codec.JsonWriter;
import dev.obs.kernel.spool.DeadLetterLines.Line;
import dev.obs.kernel.spool.Disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The file `dead-letters.jsonl` of a lane: what its backend rejected for good. When it is full,
/// further ones are dropped: the first ones show the fault. It stays open, so that a lack of file
/// descriptors keeps none out.
///
/// To replay them an operator renames the file to `replay.jsonl`, which the lane takes up within a
/// second, or when it starts: portion by portion from the end, each cut off when it is in the lane
/// again. Thread-safe.
public final class DeadLetters implements Closeable {
  static final String FILE = "dead-letters.jsonl";
  static final String REPLAY = "replay.jsonl";

  /// Bytes of the lines that are replayed together, unless one is longer.
  private static final int PORTION = 1 << 20;

  /// Numbers that are held in memory; beyond these a record may be dead-lettered twice.
  private static final int NUMBERS = 1 << 16;

  private final LaneFolder folder;
  private final Path file;
  private final Path replay;
  private final long limit;
  private @Nullable DiskFile open; // guarded by this
  private long replayEnd; // the file's size once the portion is replayed, guarded by this

  private DeadLetters(LaneFolder folder, long limit) {
    this.folder = folder;
    this.file = folder.path().resolve(FILE);
    this.replay = folder.path().resolve(REPLAY);
    this.limit = limit;
  }

  /// Opens them; a line that was not finished is cut off, its record was not acknowledged.
  static DeadLetters open(LaneFolder folder, long limit) throws IOException {
    DeadLetters letters = new DeadLetters(folder, limit);
    if (exists(letters.file)) {
      DiskFile file = folder.disk().open(letters.file);
      letters.open = file;
      long whole = new DeadLetterLines(file).wholeEnd();
      if (whole < file.size()) {
        file.truncate(whole);
      }
    }
    return letters;
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private DiskFile current() throws IOException {
    DiskFile out = open;
    if (out != null && out.isAt(file)) {
      return out;
    }
    close();
    folder.ensure();
    boolean fresh = !exists(file);
    DiskFile made = folder.disk().open(file);
    open = made;
    if (fresh) {
      folder.sync();
    }
    return made;
  }

  /// Keeps records for good, synced.
  ///
  /// @return how many of them, from the first on, there was room for
  /// @throws IOException if none is kept; another call may succeed
  public synchronized int add(List<DeadLetter> letters) throws IOException {
    DiskFile out = current();
    long size = out.size();
    long end = size;
    int kept = 0;
    boolean synced = false;
    try {
      for (DeadLetter letter : letters) {
        JsonWriter line = new JsonWriter();
        letter.write(line);
        if (end + line.size() > limit) {
          break;
        }
        out.write(ByteBuffer.wrap(line.toByteArray()), end);
        end += line.size();
        kept++;
      }
      out.sync();
      synced = true;
      return kept;
    } finally {
      if (!synced) {
        out.truncate(size);
      }
    }
  }

  /// The sequence numbers in a range that are among them.
  public synchronized Set<Long> between(long position, long end) {
    Set<Long> found = new HashSet<>();
    DiskFile in = open;
    if (in == null || position >= end) {
      return found;
    }
    try {
      DeadLetterLines lines = new DeadLetterLines(in);
      for (Line line = lines.at(0);
          line != null && found.size() < NUMBERS;
          line = lines.at(line.end())) {
        long number = lines.sequence(line);
        if (number >= position && number < end) {
          found.add(number);
        }
      }
      return found;
    } catch (IOException unreadable) {
      return Set.of(); // then some may be rejected and dead-lettered once more
    }
  }

  /// The next portion that an operator wants to be sent again, each an export request with one
  /// record; empty if there is nothing left. It is the same until [#replayed].
  ///
  /// @throws SpoolException if a line is not a dead letter; then the file is left for the operator
  public synchronized List<byte[]> toReplay() throws IOException {
    if (!exists(replay)) {
      return List.of();
    }
    try (DiskFile in = folder.disk().openToRead(replay)) {
      DeadLetterLines lines = new DeadLetterLines(in);
      List<byte[]> requests = new ArrayList<>();
      long size = in.size();
      replayEnd = size;
      for (Line line = lines.before(size);
          line != null && (requests.isEmpty() || size - line.start() <= PORTION);
          line = lines.before(line.start())) {
        requests.addFirst(request(replay, lines, line));
        replayEnd = line.start();
      }
      return requests;
    }
  }

  private static byte[] request(Path file, DeadLetterLines lines, Line line) throws IOException {
    Optional<byte[]> request = DeadLetter.otlp(lines.text(line));
    if (request.isEmpty()) {
      throw new SpoolException(
          file + ":" + lines.number(line) + ": not a dead letter; remove the line");
    }
    return request.get();
  }

  /// Cuts off what [#toReplay] returned, since it is in the lane again.
  public synchronized void replayed() throws IOException {
    if (replayEnd > 0) {
      try (DiskFile out = folder.disk().open(replay)) {
        out.truncate(replayEnd);
        out.sync();
      }
    } else if (exists(replay)) {
      folder.disk().delete(replay);
    }
  }

  /// Insists that each line of a file is a dead letter.
  ///
  /// @return how many there are
  /// @throws SpoolException if a line is not
  static long validate(Disk disk, Path file) throws IOException {
    long number = 0;
    try (DiskFile in = disk.openToRead(file)) {
      DeadLetterLines lines = new DeadLetterLines(in);
      for (Line line = lines.at(0); line != null; line = lines.at(line.end())) {
        request(file, lines, line);
        number++;
      }
    }
    return number;
  }

  /// The number of dead letters in a file; 0 if there is no file.
  static long count(Disk disk, Path file) throws IOException {
    if (!exists(file)) {
      return 0;
    }
    long number = 0;
    try (DiskFile in = disk.openToRead(file)) {
      DeadLetterLines lines = new DeadLetterLines(in);
      for (Line line = lines.at(0); line != null; line = lines.at(line.end())) {
        number += lines.sequence(line) >= 0 ? 1 : 0;
      }
    }
    return number;
  }

  @Override
  public synchronized void close() throws IOException {
    DiskFile out = open;
    open = null;
    if (out != null) {
      out.close();
    }
  }
}
