package dev.obs.exporter.prometheus;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.LongExemplarData;
import java.util.ArrayList;
import java.util.List;

/// An exemplar that pages show, reduced to what OpenMetrics has room for.
///
/// @param number the measured value, a `Long` or a `Double`
/// @param epochNanos the time of the measurement
/// @param traceId its trace, empty if none
/// @param spanId its span, empty if none
/// @param labels the attributes that the metric's view omitted
record Exemplar(Number number, long epochNanos, String traceId, String spanId, List<Label> labels) {
  /// OpenMetrics' limit for the names and values of an exemplar's labels, in characters.
  static final int LIMIT = 128;

  static final String TRACE_ID = "trace_id";
  static final String SPAN_ID = "span_id";

  /// An attribute.
  ///
  /// @param key the name of the attribute
  /// @param text its value
  record Label(String key, String text) {}

  static Exemplar of(ExemplarData source) {
    Number number =
        switch (source) {
          case LongExemplarData whole -> (Number) whole.getValue();
          case DoubleExemplarData decimal -> decimal.getValue();
          default -> Double.NaN;
        };
    SpanContext span = source.getSpanContext();
    boolean traced = span.isValid();
    String traceId = traced ? span.getTraceId() : "";
    String spanId = traced ? span.getSpanId() : "";
    return new Exemplar(
        number, source.getEpochNanos(), traceId, spanId, labels(source, room(traceId, spanId)));
  }

  double value() {
    return number.doubleValue();
  }

  /// Returns the room that the ids leave to attributes.
  int room() {
    return room(traceId, spanId);
  }

  private static int room(String traceId, String spanId) {
    return traceId.isEmpty()
        ? LIMIT
        : LIMIT - TRACE_ID.length() - traceId.length() - SPAN_ID.length() - spanId.length();
  }

  private static List<Label> labels(ExemplarData source, int room) {
    List<Label> labels = new ArrayList<>(0);
    int[] left = {room};
    source
        .getFilteredAttributes()
        .forEach((key, value) -> {
          String text = LabelEncoder.text(key, value);
          String name = key.getKey();
          boolean id = name.equals(TRACE_ID) || name.equals(SPAN_ID);
          int length = Math.max(length(name), Names.label(name).length()) + length(text);
          // The strict parser of Prometheus's Python client ends the labels at any brace.
          if (length <= left[0] && !(id && room < LIMIT) && (name + text).indexOf('}') < 0) {
            labels.add(new Label(name, text));
            left[0] -= length;
          }
        });
    return List.copyOf(labels);
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
