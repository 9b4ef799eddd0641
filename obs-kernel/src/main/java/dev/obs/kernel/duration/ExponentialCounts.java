package dev.obs.kernel.duration;

import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import java.util.ArrayList;
import java.util.List;

/// Counts of durations in the buckets of a base-2 exponential histogram of OpenTelemetry's default
/// size. The scale is the highest at which all buckets that occur have room, whatever the order in
/// which the durations came. Not thread-safe.
final class ExponentialCounts {
  private static final int MAX_SCALE = 20;
  private static final int MAX_BUCKETS = 160;
  private static final double LOG2_E = 1 / Math.log(2);

  /// A bucket is at its index modulo the length.
  private long[] counts = new long[MAX_BUCKETS];

  private int scale = MAX_SCALE;
  private boolean empty = true;
  private int low;
  private int high;
  private long zeros;

  void add(long nanos) {
    if (nanos == 0) {
      zeros++;
    } else {
      add(index(Boundaries.seconds(nanos)), 1);
    }
  }

  void addAll(ExponentialCounts other) {
    zeros += other.zeros;
    if (other.empty) {
      return;
    }
    if (other.scale < scale) {
      reduce(scale - other.scale);
    }
    for (int i = other.low; i <= other.high; i++) {
      long count = other.counts[slot(i)];
      if (count > 0) {
        add(i >> (other.scale - scale), count); // the scale may fall meanwhile
      }
    }
  }

  /// Adds to the bucket that an index has at the present scale.
  private void add(int index, long count) {
    long from = empty ? index : Math.min(low, index);
    long to = empty ? index : Math.max(high, index);
    int by = 0;
    while ((to >> by) - (from >> by) >= MAX_BUCKETS) {
      by++;
    }
    if (by > 0) {
      reduce(by);
    }
    int bucket = index >> by;
    low = empty ? bucket : Math.min(low, bucket);
    high = empty ? bucket : Math.max(high, bucket);
    empty = false;
    counts[slot(bucket)] += count;
  }

  private void reduce(int by) {
    long[] wider = new long[MAX_BUCKETS];
    if (!empty) {
      for (int i = low; i <= high; i++) {
        wider[slot(i >> by)] += counts[slot(i)];
      }
      low >>= by;
      high >>= by;
    }
    counts = wider;
    scale -= by;
  }

  private static int slot(int index) {
    return Math.floorMod(index, MAX_BUCKETS);
  }

  /// The index of a value at the present scale (metrics data model, "Exponential Buckets").
  private int index(double value) {
    if (scale > 0) {
      return (int) Math.ceil(Math.log(value) * Math.scalb(LOG2_E, scale)) - 1;
    }
    int exponent = Math.getExponent(value);
    boolean power = value == Math.scalb(1.0, exponent); // the bucket below has it
    return (power ? exponent - 1 : exponent) >> -scale;
  }

  int scale() {
    return scale;
  }

  long zeros() {
    return zeros;
  }

  ExponentialHistogramBuckets buckets() {
    List<Long> list = new ArrayList<>();
    if (!empty) {
      for (int i = low; i <= high; i++) {
        list.add(counts[slot(i)]);
      }
    }
    return ExponentialHistogramBuckets.create(scale, empty ? 0 : low, list);
  }
}
