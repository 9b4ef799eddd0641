package dev.obs.kernel.duration;

/// Counts the durations in intervals.
public final class Counts {
  private Counts() {}

  /// Returns the number of durations.
  public static int of(DurationIntervals intervals) {
    int[] sum = {0};
    intervals.forEach(
        (series, interval) -> sum[0] += (int) interval.explicitPoint(series, 0, 0).getCount());
    return sum[0];
  }
}
