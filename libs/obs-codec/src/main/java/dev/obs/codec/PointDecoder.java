package dev.obs.codec;

import static dev.obs.codec.ProtoReader.I64;
import static dev.obs.codec.ProtoReader.LEN;
import static dev.obs.codec.ProtoReader.VARINT;

import dev.obs.codec.OtlpFields.NumberDataPoint;
import dev.obs.codec.OtlpFields.SummaryDataPoint;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decoder of the data points of gauges, sums and summaries.
final class PointDecoder {
  /// `DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK`: the series has ended, the point has no value.
  private static final int NO_RECORDED_VALUE = 1;

  private final ProtoReader in;
  private final AttributeDecoder attributes;
  private final ExemplarDecoder exemplars;

  PointDecoder(ProtoReader in, AttributeDecoder attributes, ExemplarDecoder exemplars) {
    this.in = in;
    this.attributes = attributes;
    this.exemplars = exemplars;
  }

  static boolean isRecorded(int flags) {
    return (flags & NO_RECORDED_VALUE) == 0;
  }

  /// Decodes a point of longs or doubles; null if it has no value.
  @Nullable PointData number() throws MalformedOtlpException {
    long start = 0;
    long time = 0;
    int valueField = 0;
    long value = 0;
    int flags = 0;
    List<ExemplarData> sampled = new ArrayList<>(0);
    AttributeCollector collected = new AttributeCollector();
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case NumberDataPoint.START_TIME_UNIX_NANO << 3 | I64 -> start = in.fixed64();
        case NumberDataPoint.TIME_UNIX_NANO << 3 | I64 -> time = in.fixed64();
        case NumberDataPoint.AS_INT << 3 | I64, NumberDataPoint.AS_DOUBLE << 3 | I64 -> {
          valueField = in.tag() >>> 3;
          value = in.fixed64();
        }
        case NumberDataPoint.EXEMPLARS << 3 | LEN -> exemplars.exemplar(sampled);
        case NumberDataPoint.ATTRIBUTES << 3 | LEN -> attributes.attribute(collected);
        case NumberDataPoint.FLAGS << 3 | VARINT -> flags = (int) in.varint();
        default -> in.skip();
      }
    }
    if (valueField == 0 || !isRecorded(flags)) {
      return null;
    }
    return valueField == NumberDataPoint.AS_INT
        ? new DecodedLongPoint(
            start, time, collected.inOrder(), value, ExemplarDecoder.longs(sampled))
        : DoublePointData.create(
            start,
            time,
            collected.inOrder(),
            Double.longBitsToDouble(value),
            ExemplarDecoder.doubles(sampled));
  }

  /// Converts points of both kinds into points of doubles.
  static List<DoublePointData> doubles(List<PointData> points) {
    List<DoublePointData> doubles = new ArrayList<>(points.size());
    for (PointData point : points) {
      doubles.add(
          switch (point) {
            case DoublePointData number -> number;
            case LongPointData number ->
                DoublePointData.create(
                    number.getStartEpochNanos(),
                    number.getEpochNanos(),
                    number.getAttributes(),
                    (double) number.getValue(),
                    ExemplarDecoder.doubles(number.getExemplars()));
            default -> throw new IllegalStateException(point.getClass().getName());
          });
    }
    return List.copyOf(doubles);
  }

  @Nullable SummaryPointData summary() throws MalformedOtlpException {
    long start = 0;
    long time = 0;
    long count = 0;
    double sum = 0;
    int flags = 0;
    List<ValueAtQuantile> quantiles = new ArrayList<>();
    AttributeCollector collected = new AttributeCollector();
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case SummaryDataPoint.START_TIME_UNIX_NANO << 3 | I64 -> start = in.fixed64();
        case SummaryDataPoint.TIME_UNIX_NANO << 3 | I64 -> time = in.fixed64();
        case SummaryDataPoint.COUNT << 3 | I64 -> count = in.fixed64();
        case SummaryDataPoint.SUM << 3 | I64 -> sum = in.float64();
        case SummaryDataPoint.QUANTILE_VALUES << 3 | LEN -> quantiles.add(quantile());
        case SummaryDataPoint.ATTRIBUTES << 3 | LEN -> attributes.attribute(collected);
        case SummaryDataPoint.FLAGS << 3 | VARINT -> flags = (int) in.varint();
        default -> in.skip();
      }
    }
    return isRecorded(flags)
        ? SummaryPointData.create(
            start, time, collected.inOrder(), count, sum, List.copyOf(quantiles))
        : null;
  }

  private ValueAtQuantile quantile() throws MalformedOtlpException {
    double quantile = 0;
    double value = 0;
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case OtlpFields.ValueAtQuantile.QUANTILE << 3 | I64 -> quantile = in.float64();
        case OtlpFields.ValueAtQuantile.VALUE << 3 | I64 -> value = in.float64();
        default -> in.skip();
      }
    }
    return ValueAtQuantile.create(quantile, value);
  }
}
