package dev.obs.kernel.operation;

import java.util.Arrays;

/// Counts of durations in buckets of equal width within a power of two, 64 of them: the middle of a
/// bucket is within 0.8 % of what it counts. Room is taken for the range that occurs. Not
/// thread-safe.
final class Buckets {
  private static final int BITS = 6;
  private static final int PER_POWER = 1 << BITS;

  private long[] counts = {};

  /// The index of the first bucket that has room.
  private int from;

  /// @param nanos at least 0
  void add(long nanos) {
    int place = room(index(nanos)); // may give way to a wider array
    counts[place]++;
  }

  void addAll(Buckets other) {
    for (int i = 0; i < other.counts.length; i++) {
      if (other.counts[i] > 0) {
        int place = room(other.from + i);
        counts[place] += other.counts[i];
      }
    }
  }

  /// The index of a bucket with room, relative to the first.
  private int room(int index) {
    if (counts.length == 0) {
      from = block(index);
      counts = new long[PER_POWER];
    } else if (index < from) {
      int lower = block(index);
      long[] wider = new long[counts.length + from - lower];
      System.arraycopy(counts, 0, wider, from - lower, counts.length);
      counts = wider;
      from = lower;
    } else if (index >= from + counts.length) {
      counts = Arrays.copyOf(counts, block(index) + PER_POWER - from);
    }
    return index - from;
  }

  private static int block(int index) {
    return index / PER_POWER * PER_POWER;
  }

  private static int index(long nanos) {
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos | 1);
    if (power < BITS) {
      return (int) nanos;
    }
    int shift = power - BITS;
    return (shift + 1) * PER_POWER + (int) (nanos >>> shift & PER_POWER - 1);
  }

  private static long middle(int index) {
    if (index < PER_POWER) {
      return index;
    }
    int shift = index / PER_POWER - 1;
    long lowest = (long) (PER_POWER + index % PER_POWER) << shift;
    return lowest + ((1L << shift) - 1) / 2;
  }

  /// The duration below or at which a share of all lies.
  ///
  /// @param rank the number of durations up to it, at least 1
  long at(long rank) {
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return middle(from + i);
      }
    }
    return 0;
  }
}
