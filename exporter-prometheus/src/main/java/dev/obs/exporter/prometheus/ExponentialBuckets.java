package dev.obs.exporter.prometheus;

import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import java.util.ArrayList;
import java.util.List;

/// An exponential histogram with the fixed buckets of text formats.
///
/// There are at most two buckets per doubling, with bounds 2^(n/2), for every scale of the SDK's
/// histogram: bounds thus stay the same when the SDK lowers its scale, and series do not appear and
/// disappear. Only the range with counts is shown.
///
/// @param bounds upper bounds, ascending, without the infinite one
/// @param counts one for each bound
record ExponentialBuckets(List<Double> bounds, List<Long> counts) {
  private static final int SCALE = 1;

  static ExponentialBuckets of(ExponentialHistogramPointData point) {
    ExponentialBuckets buckets = new ExponentialBuckets(new ArrayList<>(), new ArrayList<>());
    int scale = Math.min(point.getScale(), SCALE);
    int shift = point.getScale() - scale;
    buckets.addNegative(point.getNegativeBuckets(), scale, shift);
    if (point.getZeroCount() > 0 || point.getNegativeBuckets().getTotalCount() > 0) {
      buckets.add(0, point.getZeroCount());
    }
    buckets.addPositive(point.getPositiveBuckets(), scale, shift);
    return buckets;
  }

  private void addPositive(ExponentialHistogramBuckets source, int scale, int shift) {
    List<Long> counts = source.getBucketCounts();
    for (int i = 0; i < counts.size(); i++) {
      // Bucket n holds values above base^n and at most base^(n+1).
      add(bound(((source.getOffset() + i) >> shift) + 1, scale), counts.get(i));
    }
  }

  private void addNegative(ExponentialHistogramBuckets source, int scale, int shift) {
    List<Long> counts = source.getBucketCounts();
    for (int i = counts.size() - 1; i >= 0; i--) {
      add(-bound((source.getOffset() + i) >> shift, scale), counts.get(i));
    }
  }

  /// Returns base^index with base = 2^(2^-scale), the same for the same power at any scale.
  private static double bound(int index, int scale) {
    return Math.pow(2, Math.scalb((double) index, -scale));
  }

  private void add(double bound, long count) {
    int last = bounds.size() - 1;
    if (last >= 0 && bounds.get(last) == bound) {
      counts.set(last, counts.get(last) + count);
    } else if ((last >= 0 || count > 0) && Double.isFinite(bound)) {
      bounds.add(bound);
      counts.add(count);
    }
  }
}
