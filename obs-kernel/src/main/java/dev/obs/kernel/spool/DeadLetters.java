package dev.obs.kernel.spool;

import dev.obs.codec.JsonWriter;
import dev.obs.kernel.spool.Disk.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The file `dead-letters.jsonl` of a lane: what its backend rejected for good. When it is full,
/// further ones are dropped: the first tell what is wrong.
///
/// To replay them an operator renames the file to `replay.jsonl`, which the lane takes up within a
/// second, or when it starts. Thread-safe.
public final class DeadLetters {
  static final String FILE = "dead-letters.jsonl";
  static final String REPLAY = "replay.jsonl";
  private static final int CHUNK = 1 << 16;

  private final Disk disk;
  private final Path directory;
  private final Path file;
  private final Path replay;
  private final long limit;

  private DeadLetters(Disk disk, Path directory, long limit) {
    this.disk = disk;
    this.directory = directory;
    this.file = directory.resolve(FILE);
    this.replay = directory.resolve(REPLAY);
    this.limit = limit;
  }

  /// Opens them; a line that was not finished is cut off, its record was not acknowledged.
  static DeadLetters open(Disk disk, Path directory, long limit) throws IOException {
    DeadLetters letters = new DeadLetters(disk, directory, limit);
    if (Files.exists(letters.file)) {
      try (DiskFile open = disk.open(letters.file)) {
        long size = open.size();
        long whole = lastLineEnd(open, size);
        if (whole < size) {
          open.truncate(whole);
        }
      }
    }
    return letters;
  }

  /// Keeps records for good, synced.
  ///
  /// @return how many of them, from the first on, there was room for
  public synchronized int add(List<DeadLetter> letters) throws IOException {
    boolean fresh = !Files.exists(file);
    try (DiskFile out = disk.open(file)) {
      long size = out.size();
      JsonWriter json = new JsonWriter();
      int kept = 0;
      int length = 0;
      for (DeadLetter letter : letters) {
        letter.write(json);
        if (size + json.size() > limit) {
          break;
        }
        length = json.size();
        kept++;
      }
      try {
        out.write(ByteBuffer.wrap(json.toByteArray(), 0, length), size);
        out.sync();
        if (fresh) {
          disk.syncDirectory(directory);
        }
      } catch (IOException failure) {
        out.truncate(size);
        throw failure;
      }
      return kept;
    }
  }

  /// The sequence numbers from a position on that are among them.
  Set<Long> since(long position) {
    Set<Long> found = new HashSet<>();
    try {
      forEachLine(
          file,
          line -> {
            long number = DeadLetter.sequence(line);
            if (number >= position) {
              found.add(number);
            }
          });
    } catch (IOException unreadable) {
      return Set.of(); // then some may be rejected and put aside once more
    }
    return found;
  }

  /// What an operator wants to be sent again, each an export request with one record; empty if
  /// nothing. It stays until [#replayed].
  ///
  /// @throws SpoolException if a line is no dead letter; then the file is left for the operator
  public synchronized List<byte[]> toReplay() throws IOException {
    return requests(replay);
  }

  /// The requests in a file of dead letters.
  ///
  /// @throws SpoolException if a line is no dead letter
  static List<byte[]> requests(Path file) throws IOException {
    List<byte[]> requests = new ArrayList<>();
    List<Integer> strange = new ArrayList<>();
    forEachLine(
        file,
        line ->
            DeadLetter.otlp(line)
                .ifPresentOrElse(
                    requests::add, () -> strange.add(requests.size() + strange.size() + 1)));
    if (!strange.isEmpty()) {
      throw new SpoolException(
          file + ":" + strange.getFirst() + ": not a dead letter; remove the line");
    }
    return requests;
  }

  /// What [#toReplay] gave is in the lane again.
  public synchronized void replayed() throws IOException {
    disk.delete(replay);
  }

  /// Reads a file line by line if it is there. Bytes that are not UTF-8 must not hide the lines
  /// around them.
  static void forEachLine(Path file, Consumer<String> action) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      lines.forEach(action);
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static long lastLineEnd(DiskFile file, long size) throws IOException {
    long end = size;
    while (end > 0) {
      long start = Math.max(0, end - CHUNK);
      ByteBuffer chunk = ByteBuffer.allocate((int) (end - start));
      file.read(chunk, start);
      for (int i = chunk.position() - 1; i >= 0; i--) {
        if (chunk.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }
}
