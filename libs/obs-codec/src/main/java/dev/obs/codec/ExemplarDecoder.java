package dev.obs.codec;

import static dev.obs.codec.ProtoReader.I64;
import static dev.obs.codec.ProtoReader.LEN;

import dev.obs.codec.OtlpFields.Exemplar;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.LongExemplarData;
import java.util.ArrayList;
import java.util.List;

/// A decoder of the exemplars of data points.
final class ExemplarDecoder {
  private final ProtoReader in;
  private final AttributeDecoder attributes;

  ExemplarDecoder(ProtoReader in, AttributeDecoder attributes) {
    this.in = in;
    this.attributes = attributes;
  }

  /// Adds the exemplar in the current field, unless it has no value.
  void exemplar(List<ExemplarData> into) throws MalformedOtlpException {
    long time = 0;
    int valueField = 0;
    long value = 0;
    String traceId = "";
    String spanId = "";
    AttributeCollector collected = new AttributeCollector();
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case Exemplar.TIME_UNIX_NANO << 3 | I64 -> time = in.fixed64();
        case Exemplar.AS_INT << 3 | I64, Exemplar.AS_DOUBLE << 3 | I64 -> {
          valueField = in.tag() >>> 3;
          value = in.fixed64();
        }
        case Exemplar.TRACE_ID << 3 | LEN -> traceId = in.id(TraceId.getLength() / 2);
        case Exemplar.SPAN_ID << 3 | LEN -> spanId = in.id(SpanId.getLength() / 2);
        case Exemplar.FILTERED_ATTRIBUTES << 3 | LEN -> attributes.attribute(collected);
        default -> in.skip();
      }
    }
    SpanContext context =
        SpanContextDecoder.context(traceId, spanId, 0, TraceState.getDefault(), false);
    switch (valueField) {
      case Exemplar.AS_INT ->
          into.add(LongExemplarData.create(collected.inOrder(), time, context, value));
      case Exemplar.AS_DOUBLE ->
          into.add(
              DoubleExemplarData.create(
                  collected.inOrder(), time, context, Double.longBitsToDouble(value)));
      default -> {} // sends nothing
    }
  }

  /// Returns the exemplars of a point of longs, which cannot hold others.
  static List<LongExemplarData> longs(List<ExemplarData> exemplars) {
    List<LongExemplarData> longs = new ArrayList<>(exemplars.size());
    for (ExemplarData exemplar : exemplars) {
      if (exemplar instanceof LongExemplarData number) {
        longs.add(number);
      }
    }
    return List.copyOf(longs);
  }

  /// Returns the exemplars of a point of doubles.
  static List<DoubleExemplarData> doubles(List<? extends ExemplarData> exemplars) {
    List<DoubleExemplarData> doubles = new ArrayList<>(exemplars.size());
    for (ExemplarData exemplar : exemplars) {
      if (exemplar instanceof DoubleExemplarData number) {
        doubles.add(number);
      } else if (exemplar instanceof LongExemplarData number) {
        doubles.add(
            DoubleExemplarData.create(
                number.getFilteredAttributes(),
                number.getEpochNanos(),
                number.getSpanContext(),
                (double) number.getValue()));
      }
    }
    return List.copyOf(doubles);
  }
}
