package dev.obs.exporter.prometheus;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.LongExemplarData;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A writer of OpenMetrics exemplars after a sample:
///
/// ```
///  # {trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331"} 0.25 1763806123.456
/// ```
///
/// The SDK returns an exemplar with one collection only, whichever client collects.
final class ExemplarWriter {
  /// OpenMetrics' limit for the names and values of an exemplar's labels, in characters.
  private static final int LIMIT = 128;

  private static final String TRACE_ID = "trace_id";
  private static final String SPAN_ID = "span_id";

  private final PageBuffer page;

  ExemplarWriter(PageBuffer page) {
    this.page = page;
  }

  /// Writes the latest exemplar, if there is one.
  void latest(List<? extends ExemplarData> exemplars) {
    latest(exemplars, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /// Writes the latest exemplar with a value above `low` and up to `high`, if there is one.
  void latest(List<? extends ExemplarData> exemplars, double low, double high) {
    ExemplarData latest = null;
    for (int i = 0; i < exemplars.size(); i++) {
      ExemplarData exemplar = exemplars.get(i);
      double value = value(exemplar);
      if (value > low
          && value <= high
          && (latest == null || exemplar.getEpochNanos() >= latest.getEpochNanos())) {
        latest = exemplar;
      }
    }
    if (latest != null) {
      write(latest);
    }
  }

  private void write(ExemplarData exemplar) {
    page.put(" # {");
    SpanContext span = exemplar.getSpanContext();
    if (span.isValid()) {
      page.put("trace_id=\"").put(span.getTraceId());
      page.put("\",span_id=\"").put(span.getSpanId()).put('"');
    }
    if (!exemplar.getFilteredAttributes().isEmpty()) {
      attributes(exemplar.getFilteredAttributes(), span);
    }
    page.put("} ");
    if (exemplar instanceof LongExemplarData whole) {
      page.put(whole.getValue());
    } else {
      page.put(value(exemplar));
    }
    page.put(' ');
    seconds(exemplar.getEpochNanos() / 1_000_000);
  }

  /// Writes the attributes that the metric's view omitted, within the limit.
  private void attributes(Attributes attributes, SpanContext span) {
    Set<String> taken = new HashSet<>();
    int room = LIMIT;
    if (span.isValid()) {
      taken.addAll(List.of(TRACE_ID, SPAN_ID));
      room -= TRACE_ID.length() + span.getTraceId().length();
      room -= SPAN_ID.length() + span.getSpanId().length();
    }
    for (Map.Entry<AttributeKey<?>, Object> attribute : attributes.asMap().entrySet()) {
      String label = Names.label(attribute.getKey().getKey());
      String text = LabelEncoder.text(attribute.getKey(), attribute.getValue());
      int length = label.length() + text.codePointCount(0, text.length());
      if (length <= room && !taken.contains(label)) {
        if (!taken.isEmpty()) {
          page.put(',');
        }
        page.put(label).put("=\"").escaped(text, true).put('"');
        taken.add(label);
        room -= length;
      }
    }
  }

  private void seconds(long millis) {
    page.put(millis / 1000).put('.');
    page.put((char) ('0' + millis / 100 % 10));
    page.put((char) ('0' + millis / 10 % 10)).put((char) ('0' + millis % 10));
  }

  private static double value(ExemplarData exemplar) {
    return switch (exemplar) {
      case DoubleExemplarData number -> number.getValue();
      case LongExemplarData number -> number.getValue();
      default -> Double.NaN;
    };
  }
}
