package dev.obs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The counters that a [Load] wrote, one entry for some five milliseconds of its run time.
///
/// @param entries the entries in order, at least one
public record Accounts(List<Entry> entries) {
  private static final int TAIL = 1 << 15;
  private static final String DROPPED = "dropped_";

  /// Copies the list.
  public Accounts {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("the accounts have no entry");
    }
  }

  /// The counters at one time.
  ///
  /// @param closed whether everything was closed
  /// @param millis milliseconds since the start
  /// @param emitted the number of records that the application had emitted
  /// @param lanes the lanes by `sink/signal`
  public record Entry(boolean closed, long millis, long emitted, Map<String, Lane> lanes) {

    /// Returns one lane's counters, by `sink/signal`.
    public Lane lane(String name) {
      Lane lane = lanes.get(name);
      if (lane == null) {
        throw new IllegalArgumentException("no lane " + name + "; there are " + lanes.keySet());
      }
      return lane;
    }
  }

  /// The counters of one lane; see `LaneStats`.
  ///
  /// @param figures the values by name; `dropped` is the total, `dropped_spool_full` that of one
  ///   reason
  public record Lane(Map<String, Long> figures) {

    /// Returns a value, 0 if the lane does not have it.
    public long get(String figure) {
      return figures.getOrDefault(figure, 0L);
    }

    /// Returns the drops by reason, such as `{spool_full=12}`.
    public SortedMap<String, Long> drops() {
      SortedMap<String, Long> drops = new TreeMap<>();
      figures.forEach((name, count) -> {
        if (name.startsWith(DROPPED)) {
          drops.put(name.substring(DROPPED.length()), count);
        }
      });
      return drops;
    }

    /// Returns the number of records that this run has accepted itself, without those found in the
    /// spool.
    public long acceptedHere() {
      return get("accepted") - get("recovered");
    }
  }

  /// Reads the complete entries; a last line that a kill has cut off is ignored.
  public static Accounts read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return new Accounts(
          text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Accounts::entry).toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Returns the last complete entry of a file, if there is one.
  static Optional<Entry> last(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, TAIL));
      while (tail.hasRemaining()
          && channel.read(tail, size - tail.capacity() + tail.position()) > 0) {
        // until the block is full
      }
      String text = new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1).stripTrailing();
      return whole.isEmpty()
          ? Optional.empty()
          : Optional.of(entry(whole.substring(whole.lastIndexOf('\n') + 1)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Returns the last entry.
  public Entry last() {
    return entries.getLast();
  }

  /// Returns the longest time, in milliseconds, in which a value of a lane did not grow.
  public long longestStall(String lane, String figure) {
    long stall = 0;
    Entry grown = entries.getFirst();
    for (Entry entry : entries) {
      if (entry.lane(lane).get(figure) != grown.lane(lane).get(figure)) {
        grown = entry;
      }
      stall = Math.max(stall, entry.millis() - grown.millis());
    }
    return stall;
  }

  private static Entry entry(String line) {
    List<String> parts = new ArrayList<>(List.of(line.split("\t", -1)));
    String head = parts.removeFirst();
    Map<String, Lane> lanes = new HashMap<>();
    for (String part : parts) {
      lanes.put(part.substring(0, part.indexOf(' ')), new Lane(figures(part)));
    }
    Map<String, Long> figures = figures(head);
    return new Entry(
        head.startsWith("closed "),
        figures.getOrDefault("millis", 0L),
        figures.getOrDefault("emitted", 0L),
        Map.copyOf(lanes));
  }

  /// Parses the pairs `name=number` of a text.
  static Map<String, Long> figures(String text) {
    Map<String, Long> figures = new HashMap<>();
    for (String word : text.split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        figures.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
      }
    }
    return Map.copyOf(figures);
  }
}
