package dev.obs.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The items that a backend accepted, by sequence number: how often, in which order and when.
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
  private long unnumbered;
  private long disorders;
  private long highest = -1;

  /// A request of which items were accepted.
  ///
  /// @param at the time by [System#nanoTime]
  /// @param items the number of new items
  public record Taking(long at, int items) {}

  /// Records a request.
  ///
  /// @return the number of earlier requests
  synchronized long request(long[] items) {
    for (long item : items) {
      if (item >= 0) {
        int index = index(item); // may replace the array
        asked[index] = (byte) Math.min(asked[index] + 1, Byte.MAX_VALUE);
      }
    }
    return requests++;
  }

  /// Records items that were accepted together.
  synchronized void take(long[] items) {
    int fresh = 0;
    for (long item : items) {
      if (item < 0) {
        unnumbered++;
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

  /// Returns the number of requests.
  public synchronized long requests() {
    return requests;
  }

  /// Returns the number of different accepted items.
  public synchronized long taken() {
    return taken;
  }

  /// Returns the number of accepted items that had been accepted before.
  public synchronized long duplicates() {
    return duplicates;
  }

  /// Returns the number of accepted items without a sequence number.
  public synchronized long unnumbered() {
    return unnumbered;
  }

  /// Returns the number of items that were accepted after one with a higher number.
  public synchronized long disorders() {
    return disorders;
  }

  /// Returns whether an item was accepted.
  public synchronized boolean has(long item) {
    return times(item) > 0;
  }

  /// Returns how often an item was accepted; at most 127.
  public synchronized int times(long item) {
    return item >= 0 && item < times.length ? times[(int) item] : 0;
  }

  /// Returns how often an item was sent, accepted or not; at most 127.
  public synchronized int asked(long item) {
    return item >= 0 && item < asked.length ? asked[(int) item] : 0;
  }

  /// Returns how many of `count` items were not accepted.
  ///
  /// @param first the lowest number
  public synchronized long missing(long first, long count) {
    long missing = 0;
    for (long item = first; item < first + count; item++) {
      if (times(item) == 0) {
        missing++;
      }
    }
    return missing;
  }

  /// Returns the number of different items that were accepted in a period.
  ///
  /// @param from the start by [System#nanoTime]
  public synchronized long taken(long from, long to) {
    return takings.stream()
        .filter(each -> each.at() - from >= 0 && each.at() - to < 0)
        .mapToLong(Taking::items)
        .sum();
  }

  /// Returns the longest time within a period in which no new item was accepted.
  ///
  /// @param from the start by [System#nanoTime]
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

  /// Returns every request of which items were accepted, in order.
  public synchronized List<Taking> takings() {
    return List.copyOf(takings);
  }
}
