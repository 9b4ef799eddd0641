package dev.obs.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a backend took, by sequence number: how often, in what order and when.
///
/// Thread-safe. Two bytes for each number up to the highest; numbers start near 0.
public final class Ledger {
  private static final int LARGEST = 200_000_000;

  private byte[] times = new byte[1 << 16];
  private byte[] asked = new byte[1 << 16];
  private final List<Taking> takings = new ArrayList<>();
  private long requests;
  private long taken;
  private long duplicates;
  private long strangers;
  private long disorders;
  private long highest = -1;

  /// A request of which something was taken.
  ///
  /// @param at in terms of [System#nanoTime]
  /// @param items how many were new
  public record Taking(long at, int items) {}

  /// Books that a request came.
  ///
  /// @return how many came before it
  synchronized long request(long[] items) {
    for (long item : items) {
      if (item >= 0) {
        int index = index(item); // may replace the array
        asked[index] = (byte) Math.min(asked[index] + 1, Byte.MAX_VALUE);
      }
    }
    return requests++;
  }

  /// Books items that were taken together.
  synchronized void take(long[] items) {
    int fresh = 0;
    for (long item : items) {
      if (item < 0) {
        strangers++;
        continue;
      }
      int index = index(item);
      if (times[index] == 0) {
        fresh++;
        if (item < highest) {
          disorders++;
        }
        highest = Math.max(highest, item);
      } else {
        duplicates++;
      }
      times[index] = (byte) Math.min(times[index] + 1, Byte.MAX_VALUE);
    }
    taken += fresh;
    if (items.length > 0) {
      takings.add(new Taking(System.nanoTime(), fresh));
    }
  }

  private int index(long item) {
    if (item >= LARGEST) {
      throw new IllegalArgumentException("sequence number " + item + " is too large");
    }
    int index = (int) item;
    if (index >= times.length) {
      int size = Math.max(index + 1, 2 * times.length);
      times = Arrays.copyOf(times, size);
      asked = Arrays.copyOf(asked, size);
    }
    return index;
  }

  /// How many requests came.
  public synchronized long requests() {
    return requests;
  }

  /// How many different items were taken.
  public synchronized long taken() {
    return taken;
  }

  /// How many items were taken although they had been taken before.
  public synchronized long duplicates() {
    return duplicates;
  }

  /// How many items without a sequence number were taken.
  public synchronized long strangers() {
    return strangers;
  }

  /// How many items were taken after one with a higher number.
  public synchronized long disorders() {
    return disorders;
  }

  /// Whether an item was taken.
  public synchronized boolean has(long item) {
    return times(item) > 0;
  }

  /// How often an item was taken; at most 127.
  public synchronized int times(long item) {
    return item >= 0 && item < times.length ? times[(int) item] : 0;
  }

  /// How often an item was sent, taken or not; at most 127.
  public synchronized int asked(long item) {
    return item >= 0 && item < asked.length ? asked[(int) item] : 0;
  }

  /// How many of `count` items were not taken.
  ///
  /// @param first the lowest of them
  public synchronized long missing(long first, long count) {
    long missing = 0;
    for (long item = first; item < first + count; item++) {
      if (times(item) == 0) {
        missing++;
      }
    }
    return missing;
  }

  /// How many different items were taken in a stretch of time.
  ///
  /// @param from in terms of [System#nanoTime]
  public synchronized long taken(long from, long to) {
    return takings.stream()
        .filter(each -> each.at() - from >= 0 && each.at() - to < 0)
        .mapToLong(Taking::items)
        .sum();
  }

  /// The longest time in a stretch in which nothing new was taken.
  ///
  /// @param from in terms of [System#nanoTime]
  public synchronized Duration longestGap(long from, long to) {
    long gap = 0;
    long last = from;
    for (Taking each : takings) {
      if (each.items() > 0 && each.at() - from >= 0 && each.at() - to < 0) {
        gap = Math.max(gap, each.at() - last);
        last = each.at();
      }
    }
    return Duration.ofNanos(Math.max(gap, to - last));
  }

  /// Every request of which something was taken, in order.
  public synchronized List<Taking> takings() {
    return List.copyOf(takings);
  }
}
