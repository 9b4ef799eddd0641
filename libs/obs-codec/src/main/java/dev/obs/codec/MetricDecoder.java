package dev.obs.codec;

import static dev.obs.codec.ProtoReader.LEN;
import static dev.obs.codec.ProtoReader.VARINT;

import dev.obs.codec.OtlpFields.Metric;
import dev.obs.codec.OtlpFields.MetricPoints;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decoder of metrics (`metrics.proto`).
final class MetricDecoder extends RequestDecoder<MetricData> {
  private final PointDecoder points;
  private final HistogramDecoder histograms;

  MetricDecoder(ProtoReader in, AttributeKeys keys) {
    super(in, keys);
    ExemplarDecoder exemplars = new ExemplarDecoder(in, attributes);
    points = new PointDecoder(in, attributes, exemplars);
    histograms = new HistogramDecoder(in, attributes, exemplars);
  }

  /// The content of a metric: the message of one of the mutually exclusive fields.
  private static final class Content {
    final int field;
    final List<PointData> points = new ArrayList<>(1);
    int temporality;
    boolean monotonic;

    Content(int field) {
      this.field = field;
    }

    boolean hasDoubles() {
      return points.stream().anyMatch(DoublePointData.class::isInstance);
    }

    <P extends PointData> List<P> points(Class<P> type) {
      return points.stream().map(type::cast).toList();
    }
  }

  @Override
  MetricData record(Resource resource, InstrumentationScopeInfo scope)
      throws MalformedOtlpException {
    String name = "";
    String description = "";
    String unit = "";
    Content content = new Content(Metric.GAUGE);
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case Metric.NAME << 3 | LEN -> name = in.string();
        case Metric.DESCRIPTION << 3 | LEN -> description = in.string();
        case Metric.UNIT << 3 | LEN -> unit = in.string();
        case Metric.GAUGE << 3 | LEN,
            Metric.SUM << 3 | LEN,
            Metric.HISTOGRAM << 3 | LEN,
            Metric.EXPONENTIAL_HISTOGRAM << 3 | LEN,
            Metric.SUMMARY << 3 | LEN -> {
          int field = in.tag() >>> 3;
          if (content.field != field) {
            content = new Content(field);
          }
          content(content);
        }
        default -> in.skip();
      }
    }
    return new DecodedMetric(
        resource, scope, name, description, unit, type(content), data(content));
  }

  private void content(Content into) throws MalformedOtlpException {
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case MetricPoints.DATA_POINTS << 3 | LEN -> {
          PointData point = point(into.field);
          if (point != null) {
            into.points.add(point);
          }
        }
        case MetricPoints.AGGREGATION_TEMPORALITY << 3 | VARINT ->
            into.temporality = (int) in.varint();
        case MetricPoints.IS_MONOTONIC << 3 | VARINT -> into.monotonic = in.varint() != 0;
        default -> in.skip();
      }
    }
  }

  private @Nullable PointData point(int field) throws MalformedOtlpException {
    return switch (field) {
      case Metric.HISTOGRAM -> histograms.explicit();
      case Metric.EXPONENTIAL_HISTOGRAM -> histograms.exponential();
      case Metric.SUMMARY -> points.summary();
      default -> points.number();
    };
  }

  private static MetricDataType type(Content content) {
    boolean doubles = content.hasDoubles();
    return switch (content.field) {
      case Metric.SUM -> doubles ? MetricDataType.DOUBLE_SUM : MetricDataType.LONG_SUM;
      case Metric.HISTOGRAM -> MetricDataType.HISTOGRAM;
      case Metric.EXPONENTIAL_HISTOGRAM -> MetricDataType.EXPONENTIAL_HISTOGRAM;
      case Metric.SUMMARY -> MetricDataType.SUMMARY;
      default -> doubles ? MetricDataType.DOUBLE_GAUGE : MetricDataType.LONG_GAUGE;
    };
  }

  private Data<?> data(Content content) throws MalformedOtlpException {
    return switch (content.field) {
      case Metric.SUM ->
          content.hasDoubles()
              ? SumData.createDoubleSumData(
                  content.monotonic, temporality(content), PointDecoder.doubles(content.points))
              : SumData.createLongSumData(
                  content.monotonic, temporality(content), content.points(LongPointData.class));
      case Metric.HISTOGRAM ->
          HistogramData.create(temporality(content), content.points(HistogramPointData.class));
      case Metric.EXPONENTIAL_HISTOGRAM ->
          ExponentialHistogramData.create(
              temporality(content), content.points(ExponentialHistogramPointData.class));
      case Metric.SUMMARY -> SummaryData.create(content.points(SummaryPointData.class));
      default ->
          content.hasDoubles()
              ? GaugeData.createDoubleGaugeData(PointDecoder.doubles(content.points))
              : GaugeData.createLongGaugeData(content.points(LongPointData.class));
    };
  }

  private AggregationTemporality temporality(Content content) throws MalformedOtlpException {
    return switch (content.temporality) {
      case 1 -> AggregationTemporality.DELTA;
      case 2 -> AggregationTemporality.CUMULATIVE;
      default -> throw in.malformed("a metric has the temporality " + content.temporality);
    };
  }
}
