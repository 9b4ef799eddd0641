package dev.obs.kernel.duration;

import java.util.List;

/// The explicit boundaries of the histogram, in seconds, and the same in nanoseconds: the longest
/// duration that is not above a boundary once it is a number of seconds. So a bucket is found
/// without a division, and is the one of the SDK.
public final class Boundaries {
  /// In seconds.
  public static final List<Double> SECONDS =
      List.of(
          0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0);

  /// The number of buckets.
  static final int BUCKETS = SECONDS.size() + 1;

  private static final double NANOS = 1e9;
  private static final long[] LIMITS =
      SECONDS.stream().mapToLong(Boundaries::longestWithin).toArray();

  private Boundaries() {}

  private static long longestWithin(double seconds) {
    long nanos = (long) (seconds * NANOS) + 2;
    while (seconds(nanos) > seconds) {
      nanos--;
    }
    return nanos;
  }

  static double seconds(long nanos) {
    return nanos / NANOS;
  }

  /// The bucket of a duration; most durations are in one of the first.
  static int bucket(long nanos) {
    int bucket = 0;
    while (bucket < LIMITS.length && nanos > LIMITS[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
