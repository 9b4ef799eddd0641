package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricDecoderTest {
  private static final AggregationTemporality DELTA =
      AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;

  private final OtlpDecoder decoder = new OtlpDecoder();

  @Test
  void keepsTheExemplarsOfLongs() throws Exception {
    MetricData metric =
        decode(sum(integer(5).addExemplars(Exemplar.newBuilder().setAsInt(3).setTimeUnixNano(1))));
    assertSame(MetricDataType.LONG_SUM, metric.getType());
    LongPointData point = metric.getLongSumData().getPoints().iterator().next();
    assertEquals(5, point.getValue());
    assertEquals(3, point.getExemplars().getFirst().getValue());
    assertTrue(metric.getLongSumData().isMonotonic());
  }

  @Test
  void makesDoublesOfNumbersOfBothTypes() throws Exception {
    MetricData metric =
        decode(
            sum(
                integer(5).addExemplars(Exemplar.newBuilder().setAsInt(3)),
                NumberDataPoint.newBuilder().setAsDouble(1.5)));
    assertSame(MetricDataType.DOUBLE_SUM, metric.getType());
    List<DoublePointData> points = List.copyOf(metric.getDoubleSumData().getPoints());
    assertEquals(List.of(5.0, 1.5), points.stream().map(DoublePointData::getValue).toList());
    assertEquals(3.0, points.getFirst().getExemplars().getFirst().getValue());
  }

  @Test
  void leavesOutPointsAndExemplarsWithoutAValue() throws Exception {
    MetricData metric =
        decode(
            sum(
                NumberDataPoint.newBuilder(),
                integer(1).setFlags(1),
                integer(2).addExemplars(Exemplar.newBuilder())));
    assertEquals(1, metric.getLongSumData().getPoints().size());
    assertEquals(List.of(), metric.getLongSumData().getPoints().iterator().next().getExemplars());
    assertTrue(
        decode(
                Metric.newBuilder()
                    .setHistogram(histogram(HistogramDataPoint.newBuilder().setFlags(1))))
            .isEmpty());
    assertTrue(
        decode(
                Metric.newBuilder()
                    .setExponentialHistogram(
                        exponential(ExponentialHistogramDataPoint.newBuilder().setFlags(1))))
            .isEmpty());
    assertTrue(
        decode(
                Metric.newBuilder()
                    .setSummary(
                        Summary.newBuilder()
                            .addDataPoints(SummaryDataPoint.newBuilder().setFlags(1))))
            .isEmpty());
  }

  @Test
  void takesAMetricOfNoKnownTypeAsAGaugeWithoutPoints() throws Exception {
    MetricData metric = decode(Metric.newBuilder().setName("new"));
    assertEquals("new", metric.getName());
    assertSame(MetricDataType.LONG_GAUGE, metric.getType());
    assertTrue(metric.isEmpty());
  }

  @Test
  void letsTheLastTypeOfAMetricCount() throws Exception {
    Metric.Builder gauge =
        Metric.newBuilder().setGauge(Gauge.newBuilder().addDataPoints(integer(1)));
    // as bytes, since a message can hold only one of them
    ByteString both = gauge.build().toByteString().concat(sum(integer(2)).build().toByteString());
    byte[] request = message(1, message(2, message(2, both))).toByteArray();
    MetricData metric = decoder.metrics(request).getFirst();
    assertSame(MetricDataType.LONG_SUM, metric.getType());
    assertEquals(1, metric.getData().getPoints().size());
  }

  @Test
  void tellsWhichOfMinimumAndMaximumThereAre() throws Exception {
    HistogramPointData point = decode(HistogramDataPoint.newBuilder().setMin(0));
    assertTrue(point.hasMin());
    assertFalse(point.hasMax());
    point = decode(HistogramDataPoint.newBuilder().setMax(-1));
    assertFalse(point.hasMin());
    assertTrue(point.hasMax());
    assertEquals(-1, point.getMax());
  }

  @Test
  void givesAHistogramWithoutBucketsOneForAll() throws Exception {
    HistogramPointData point = decode(HistogramDataPoint.newBuilder().setCount(7).setSum(2.5));
    assertEquals(List.of(7L), point.getCounts());
    assertEquals(List.of(), point.getBoundaries());
    assertEquals(7, point.getCount());
    assertThrows(UnsupportedOperationException.class, () -> point.getCounts().set(0, 1L));
    assertThrows(UnsupportedOperationException.class, () -> point.getCounts().add(1L));
  }

  @Test
  void refusesBucketsThatDoNotFitTheirBounds() {
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder()
            .addBucketCounts(1)
            .addExplicitBounds(2)
            .addExplicitBounds(3);
    String message = assertThrows(MalformedOtlpException.class, () -> decode(point)).getMessage();
    assertTrue(message.endsWith("a histogram has 1 buckets and 2 bounds"), message);
  }

  @Test
  void refusesAggregationsWithoutTemporality() {
    for (Metric.Builder metric :
        List.of(
            Metric.newBuilder().setSum(Sum.getDefaultInstance()),
            Metric.newBuilder().setHistogram(Histogram.getDefaultInstance()),
            Metric.newBuilder()
                .setExponentialHistogram(ExponentialHistogram.getDefaultInstance()))) {
      assertThrows(MalformedOtlpException.class, () -> decode(metric));
    }
  }

  @Test
  void decodesExponentialBuckets() throws Exception {
    ExponentialHistogramDataPoint.Builder builder =
        ExponentialHistogramDataPoint.newBuilder().setScale(-3).setZeroCount(2);
    builder.getPositiveBuilder().setOffset(-5).addBucketCounts(1).addBucketCounts(300);
    ExponentialHistogramPointData point =
        decode(Metric.newBuilder().setExponentialHistogram(exponential(builder)))
            .getExponentialHistogramData()
            .getPoints()
            .iterator()
            .next();
    assertEquals(-3, point.getPositiveBuckets().getScale());
    assertEquals(-5, point.getPositiveBuckets().getOffset());
    assertEquals(List.of(1L, 300L), point.getPositiveBuckets().getBucketCounts());
    assertEquals(List.of(), point.getNegativeBuckets().getBucketCounts());
    assertEquals(303, point.getCount());
  }

  @Test
  void decodesNegativeExponentialBucketsWithExemplarsOfBothKinds() throws Exception {
    ExponentialHistogramDataPoint.Builder builder =
        ExponentialHistogramDataPoint.newBuilder().setScale(4).setZeroCount(3).setSum(-9.5);
    builder.setMin(-8).setMax(-1).setStartTimeUnixNano(5).setTimeUnixNano(6);
    builder.getNegativeBuilder().setOffset(-7).addBucketCounts(2).addBucketCounts(300);
    builder.addExemplarsBuilder().setAsDouble(-1.5).setTimeUnixNano(7);
    builder.addExemplarsBuilder().setAsInt(-2).setTimeUnixNano(8);
    ExponentialHistogramPointData point =
        decode(Metric.newBuilder().setExponentialHistogram(exponential(builder)))
            .getExponentialHistogramData()
            .getPoints()
            .iterator()
            .next();
    assertEquals(4, point.getNegativeBuckets().getScale());
    assertEquals(-7, point.getNegativeBuckets().getOffset());
    assertEquals(List.of(2L, 300L), point.getNegativeBuckets().getBucketCounts());
    assertEquals(302, point.getNegativeBuckets().getTotalCount());
    assertEquals(List.of(), point.getPositiveBuckets().getBucketCounts());
    assertEquals(305, point.getCount());
    assertEquals(-9.5, point.getSum());
    assertEquals(-8, point.getMin());
    assertEquals(-1, point.getMax());
    assertEquals(5, point.getStartEpochNanos());
    assertEquals(6, point.getEpochNanos());
    assertEquals(
        List.of(7L, 8L), point.getExemplars().stream().map(ExemplarData::getEpochNanos).toList());
  }

  private static NumberDataPoint.Builder integer(long value) {
    return NumberDataPoint.newBuilder().setAsInt(value);
  }

  private static Metric.Builder sum(NumberDataPoint.Builder... points) {
    Sum.Builder sum = Sum.newBuilder().setAggregationTemporality(DELTA).setIsMonotonic(true);
    for (NumberDataPoint.Builder point : points) {
      sum.addDataPoints(point);
    }
    return Metric.newBuilder().setSum(sum);
  }

  private static Histogram.Builder histogram(HistogramDataPoint.Builder point) {
    return Histogram.newBuilder().setAggregationTemporality(DELTA).addDataPoints(point);
  }

  private static ExponentialHistogram.Builder exponential(
      ExponentialHistogramDataPoint.Builder point) {
    return ExponentialHistogram.newBuilder().setAggregationTemporality(DELTA).addDataPoints(point);
  }

  private static ByteString message(int field, ByteString content) {
    var value = UnknownFieldSet.Field.newBuilder().addLengthDelimited(content).build();
    return UnknownFieldSet.newBuilder().addField(field, value).build().toByteString();
  }

  private HistogramPointData decode(HistogramDataPoint.Builder point) throws Exception {
    return decode(Metric.newBuilder().setHistogram(histogram(point)))
        .getHistogramData()
        .getPoints()
        .iterator()
        .next();
  }

  private MetricData decode(Metric.Builder metric) throws Exception {
    byte[] request =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
            .build()
            .toByteArray();
    return decoder.metrics(request).getFirst();
  }
}
