package dev.obs.exporter.prometheus;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A writer of OpenMetrics exemplars after a sample:
///
/// ```
///  # {trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331"} 0.25 1763806123.456
/// ```
final class ExemplarWriter {
  private final PageBuffer page;
  private final Naming naming;

  ExemplarWriter(PageBuffer page, Naming naming) {
    this.page = page;
    this.naming = naming;
  }

  void write(Exemplar exemplar) {
    page.put(" # {");
    if (!exemplar.traceId().isEmpty()) {
      page.put("trace_id=\"").put(exemplar.traceId());
      page.put("\",span_id=\"").put(exemplar.spanId()).put('"');
    }
    if (!exemplar.labels().isEmpty()) {
      labels(exemplar);
    }
    page.put("} ");
    if (exemplar.number() instanceof Long whole) {
      page.put(whole.longValue());
    } else {
      page.put(exemplar.value());
    }
    long millis = Math.floorDiv(exemplar.epochNanos(), 1_000_000);
    if (millis >= 0) {
      page.put(' ');
      seconds(millis);
    }
  }

  /// Writes the attributes within the limit.
  private void labels(Exemplar exemplar) {
    Set<String> taken = new HashSet<>();
    if (!exemplar.traceId().isEmpty()) {
      taken.addAll(List.of(Exemplar.TRACE_ID, Exemplar.SPAN_ID));
    }
    int room = exemplar.room();
    for (Exemplar.Label label : exemplar.labels()) {
      String name = naming.label(label.key());
      int length = Exemplar.length(name) + Exemplar.length(label.text());
      if (length <= room && !taken.contains(name)) {
        if (!taken.isEmpty()) {
          page.put(',');
        }
        page.label(name, label.text());
        taken.add(name);
        room -= length;
      }
    }
  }

  private void seconds(long millis) {
    page.put(millis / 1000).put('.');
    page.put((char) ('0' + millis / 100 % 10));
    page.put((char) ('0' + millis / 10 % 10)).put((char) ('0' + millis % 10));
  }
}
