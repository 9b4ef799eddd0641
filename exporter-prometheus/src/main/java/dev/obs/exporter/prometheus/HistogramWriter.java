package dev.obs.exporter.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A writer of the samples of histograms:
///
/// ```
/// http_server_duration_seconds_bucket{otel_scope_name="shop",le="0.5"} 3
/// http_server_duration_seconds_bucket{otel_scope_name="shop",le="+Inf"} 4
/// http_server_duration_seconds_sum{otel_scope_name="shop"} 1.75
/// http_server_duration_seconds_count{otel_scope_name="shop"} 4
/// ```
final class HistogramWriter {
  private static final byte[] INFINITE = "le=\"+Inf\"".getBytes(StandardCharsets.US_ASCII);

  private final PageBuffer page;
  private final ExemplarWriter exemplarWriter;
  private List<Double> lastBounds = List.of();
  private byte[][] lastTexts = {};

  HistogramWriter(PageBuffer page, Naming naming) {
    this.page = page;
    this.exemplarWriter = new ExemplarWriter(page, naming);
  }

  /// Writes the buckets of a point; `counts` beyond `bounds` are in the infinite bucket.
  ///
  /// @throws IllegalArgumentException if the bounds do not ascend, or the counts do not add up
  void buckets(
      byte[] name,
      LabelSet labels,
      List<Double> bounds,
      List<Long> counts,
      long count,
      List<Exemplar> exemplars) {
    byte[][] texts = texts(bounds);
    require(count >= 0);
    long cumulative = 0;
    int next = 0;
    for (int i = 0; i < texts.length; i++) {
      long more = counts.get(i);
      require(more >= 0 && more <= count - cumulative);
      cumulative += more;
      bucket(name, labels, texts[i], cumulative);
      next = exemplar(exemplars, next, bounds.get(i));
    }
    bucket(name, labels, INFINITE, count);
    exemplar(exemplars, next, Double.POSITIVE_INFINITY);
  }

  private void bucket(byte[] name, LabelSet labels, byte[] le, long count) {
    page.sample(name, labels.text(), le).put(count);
  }

  /// Ends a line, with the latest exemplar of its bucket if there is one.
  ///
  /// @param first the first exemplar above the bucket before
  /// @return the first exemplar above this bucket
  private int exemplar(List<Exemplar> exemplars, int first, double bound) {
    int next = first;
    Exemplar latest = null;
    for (; next < exemplars.size() && exemplars.get(next).value() <= bound; next++) {
      latest = ExemplarMemory.later(latest, exemplars.get(next));
    }
    if (latest != null) {
      exemplarWriter.write(latest);
    }
    page.put('\n');
    return next;
  }

  /// Returns the texts of the bounds. All points of a metric have the same list of bounds, usually
  /// the same object.
  private byte[][] texts(List<Double> bounds) {
    if (!bounds.equals(lastBounds)) {
      byte[][] texts = new byte[bounds.size()][];
      PageBuffer text = new PageBuffer(32);
      for (int i = 0; i < texts.length; i++) {
        double low = i == 0 ? Double.NEGATIVE_INFINITY : bounds.get(i - 1);
        require(bounds.get(i) > low && bounds.get(i) < Double.POSITIVE_INFINITY);
        text.truncate(0);
        texts[i] =
            text.put("le=\"").put(CanonicalNumber.text(bounds.get(i))).put('"').toByteArray();
      }
      lastTexts = texts;
      lastBounds = bounds;
    }
    return lastTexts;
  }

  private static void require(boolean valid) {
    if (!valid) {
      throw new IllegalArgumentException("the buckets are invalid");
    }
  }
}
