package dev.obs.codec;

import static dev.obs.codec.ProtoReader.I64;
import static dev.obs.codec.ProtoReader.LEN;
import static dev.obs.codec.ProtoReader.VARINT;

import dev.obs.codec.OtlpFields.ExponentialHistogramDataPoint;
import dev.obs.codec.OtlpFields.HistogramDataPoint;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decoder of the data points of histograms of both kinds; returns null for a point without a
/// value.
final class HistogramDecoder {
  private final ProtoReader in;
  private final AttributeDecoder attributes;
  private final ExemplarDecoder exemplars;

  HistogramDecoder(ProtoReader in, AttributeDecoder attributes, ExemplarDecoder exemplars) {
    this.in = in;
    this.attributes = attributes;
    this.exemplars = exemplars;
  }

  /// The bucket counts of one sign.
  private static final class Buckets {
    int offset;
    final Longs counts = new Longs();

    ExponentialHistogramBuckets scaled(int scale) {
      return ExponentialHistogramBuckets.create(scale, offset, counts);
    }
  }

  @Nullable HistogramPointData explicit() throws MalformedOtlpException {
    long start = 0;
    long time = 0;
    long count = 0;
    double sum = 0;
    boolean hasMin = false;
    double min = 0;
    boolean hasMax = false;
    double max = 0;
    int flags = 0;
    Longs counts = new Longs();
    Longs bounds = new Longs();
    List<ExemplarData> sampled = new ArrayList<>(0);
    AttributeCollector collected = new AttributeCollector();
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case HistogramDataPoint.START_TIME_UNIX_NANO << 3 | I64 -> start = in.fixed64();
        case HistogramDataPoint.TIME_UNIX_NANO << 3 | I64 -> time = in.fixed64();
        case HistogramDataPoint.COUNT << 3 | I64 -> count = in.fixed64();
        case HistogramDataPoint.SUM << 3 | I64 -> sum = in.float64();
        case HistogramDataPoint.BUCKET_COUNTS << 3 | LEN -> in.packedFixed64(counts);
        case HistogramDataPoint.BUCKET_COUNTS << 3 | I64 -> counts.append(in.fixed64());
        case HistogramDataPoint.EXPLICIT_BOUNDS << 3 | LEN -> in.packedFixed64(bounds);
        case HistogramDataPoint.EXPLICIT_BOUNDS << 3 | I64 -> bounds.append(in.fixed64());
        case HistogramDataPoint.EXEMPLARS << 3 | LEN -> exemplars.exemplar(sampled);
        case HistogramDataPoint.ATTRIBUTES << 3 | LEN -> attributes.attribute(collected);
        case HistogramDataPoint.FLAGS << 3 | VARINT -> flags = (int) in.varint();
        case HistogramDataPoint.MIN << 3 | I64 -> {
          hasMin = true;
          min = in.float64();
        }
        case HistogramDataPoint.MAX << 3 | I64 -> {
          hasMax = true;
          max = in.float64();
        }
        default -> in.skip();
      }
    }
    if (!PointDecoder.isRecorded(flags)) {
      return null;
    }
    if (counts.isEmpty() && bounds.isEmpty()) {
      counts.append(count); // OTLP allows for no buckets at all, the SDK always has one
    }
    if (counts.size() != bounds.size() + 1) {
      throw in.malformed(
          "a histogram has " + counts.size() + " buckets and " + bounds.size() + " bounds");
    }
    return new DecodedHistogramPoint(
        start,
        time,
        collected.inOrder(),
        count,
        sum,
        hasMin,
        min,
        hasMax,
        max,
        new Doubles(bounds),
        counts,
        ExemplarDecoder.doubles(sampled));
  }

  @Nullable ExponentialHistogramPointData exponential() throws MalformedOtlpException {
    long start = 0;
    long time = 0;
    double sum = 0;
    int scale = 0;
    long zeroCount = 0;
    boolean hasMin = false;
    double min = 0;
    boolean hasMax = false;
    double max = 0;
    int flags = 0;
    Buckets positive = new Buckets();
    Buckets negative = new Buckets();
    List<ExemplarData> sampled = new ArrayList<>(0);
    AttributeCollector collected = new AttributeCollector();
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case ExponentialHistogramDataPoint.ATTRIBUTES << 3 | LEN -> attributes.attribute(collected);
        case ExponentialHistogramDataPoint.START_TIME_UNIX_NANO << 3 | I64 -> start = in.fixed64();
        case ExponentialHistogramDataPoint.TIME_UNIX_NANO << 3 | I64 -> time = in.fixed64();
        case ExponentialHistogramDataPoint.SUM << 3 | I64 -> sum = in.float64();
        case ExponentialHistogramDataPoint.SCALE << 3 | VARINT -> scale = in.sint32();
        case ExponentialHistogramDataPoint.ZERO_COUNT << 3 | I64 -> zeroCount = in.fixed64();
        case ExponentialHistogramDataPoint.POSITIVE << 3 | LEN -> buckets(positive);
        case ExponentialHistogramDataPoint.NEGATIVE << 3 | LEN -> buckets(negative);
        case ExponentialHistogramDataPoint.EXEMPLARS << 3 | LEN -> exemplars.exemplar(sampled);
        case ExponentialHistogramDataPoint.FLAGS << 3 | VARINT -> flags = (int) in.varint();
        case ExponentialHistogramDataPoint.MIN << 3 | I64 -> {
          hasMin = true;
          min = in.float64();
        }
        case ExponentialHistogramDataPoint.MAX << 3 | I64 -> {
          hasMax = true;
          max = in.float64();
        }
        default -> in.skip();
      }
    }
    return PointDecoder.isRecorded(flags)
        ? ExponentialHistogramPointData.create(
            scale,
            sum,
            zeroCount,
            hasMin,
            min,
            hasMax,
            max,
            positive.scaled(scale),
            negative.scaled(scale),
            start,
            time,
            collected.inOrder(),
            ExemplarDecoder.doubles(sampled))
        : null;
  }

  private void buckets(Buckets into) throws MalformedOtlpException {
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case OtlpFields.Buckets.OFFSET << 3 | VARINT -> into.offset = in.sint32();
        case OtlpFields.Buckets.BUCKET_COUNTS << 3 | LEN -> in.packedVarints(into.counts);
        case OtlpFields.Buckets.BUCKET_COUNTS << 3 | VARINT -> into.counts.append(in.varint());
        default -> in.skip();
      }
    }
  }
}
