package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.testing.metrics.TestMetricData;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricEncoderTest {
  private static final Attributes ATTRIBUTES = Attributes.builder().put("a", 1).build();
  private static final SpanContext CONTEXT =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  @Test
  void encodesAGaugeOfWholeNumbers() throws Exception {
    var data = GaugeData.createLongGaugeData(List.of(LongPointData.create(1, 2, ATTRIBUTES, -7)));
    var point = number().setAsInt(-7);
    assertEquals(
        expected().setGauge(Gauge.newBuilder().addDataPoints(point)).build(),
        encode(base().setLongGaugeData(data).build()));
  }

  @Test
  void encodesAGaugeOfRealNumbersWithExemplars() throws Exception {
    var exemplar = DoubleExemplarData.create(ATTRIBUTES, 3, CONTEXT, 0.25);
    var untraced = DoubleExemplarData.create(Attributes.empty(), 4, SpanContext.getInvalid(), 0);
    var data =
        GaugeData.createDoubleGaugeData(
            List.of(DoublePointData.create(1, 2, ATTRIBUTES, 7.5, List.of(exemplar, untraced))));
    var point =
        number()
            .setAsDouble(7.5)
            .addExemplars(exemplar().setAsDouble(0.25))
            .addExemplars(Exemplar.newBuilder().setTimeUnixNano(4).setAsDouble(0));
    assertEquals(
        expected().setGauge(Gauge.newBuilder().addDataPoints(point)).build(),
        encode(base().setDoubleGaugeData(data).build()));
  }

  @Test
  void encodesMonotonicAndOtherSums() throws Exception {
    var counter =
        SumData.createLongSumData(
            true,
            AggregationTemporality.DELTA,
            List.of(
                LongPointData.create(1, 2, ATTRIBUTES, 5),
                LongPointData.create(0, 2, Attributes.empty(), 0)));
    var sum =
        Sum.newBuilder()
            .addDataPoints(number().setAsInt(5))
            .addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(2).setAsInt(0))
            .setIsMonotonic(true)
            .setAggregationTemporalityValue(1);
    assertEquals(expected().setSum(sum).build(), encode(base().setLongSumData(counter).build()));

    var level =
        SumData.createDoubleSumData(
            false,
            AggregationTemporality.CUMULATIVE,
            List.of(DoublePointData.create(1, 2, ATTRIBUTES, 0.0, List.of())));
    sum = Sum.newBuilder().addDataPoints(number().setAsDouble(0)).setAggregationTemporalityValue(2);
    assertEquals(expected().setSum(sum).build(), encode(base().setDoubleSumData(level).build()));
  }

  @Test
  void encodesAHistogram() throws Exception {
    var data =
        HistogramData.create(
            AggregationTemporality.CUMULATIVE,
            List.of(
                HistogramPointData.create(
                    1,
                    2,
                    ATTRIBUTES,
                    9.5,
                    true,
                    0,
                    true,
                    4.5,
                    List.of(1.0, 5.0),
                    List.of(2L, 1L, 0L))));
    var point =
        HistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(1)
            .setTimeUnixNano(2)
            .addAttributes(attribute())
            .setCount(3)
            .setSum(9.5)
            .setMin(0)
            .setMax(4.5)
            .addAllExplicitBounds(List.of(1.0, 5.0))
            .addAllBucketCounts(List.of(2L, 1L, 0L));
    var histogram = Histogram.newBuilder().addDataPoints(point).setAggregationTemporalityValue(2);
    assertEquals(
        expected().setHistogram(histogram).build(), encode(base().setHistogramData(data).build()));
  }

  @Test
  void leavesOutTheExtremesThatAHistogramDoesNotKnow() throws Exception {
    var data =
        HistogramData.create(
            AggregationTemporality.DELTA,
            List.of(
                HistogramPointData.create(
                    1, 2, ATTRIBUTES, 0, false, 1, false, 2, List.of(), List.of(0L))));
    var point = encode(base().setHistogramData(data).build()).getHistogram().getDataPoints(0);
    assertTrue(point.hasSum());
    assertFalse(point.hasMin() || point.hasMax());
    assertEquals(List.of(0L), point.getBucketCountsList());
  }

  @Test
  void encodesAnExponentialHistogram() throws Exception {
    var data =
        ExponentialHistogramData.create(
            AggregationTemporality.DELTA,
            List.of(
                ExponentialHistogramPointData.create(
                    -3,
                    12.5,
                    4,
                    true,
                    -2.5,
                    true,
                    8.5,
                    ExponentialHistogramBuckets.create(-3, -200, List.of(1L, 0L, 300L)),
                    ExponentialHistogramBuckets.create(-3, 7, List.of(2L)),
                    1,
                    2,
                    ATTRIBUTES,
                    List.of(DoubleExemplarData.create(ATTRIBUTES, 3, CONTEXT, 8.5)))));
    var point =
        ExponentialHistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(1)
            .setTimeUnixNano(2)
            .addAttributes(attribute())
            .setScale(-3)
            .setCount(307)
            .setSum(12.5)
            .setZeroCount(4)
            .setMin(-2.5)
            .setMax(8.5)
            .setPositive(
                ExponentialHistogramDataPoint.Buckets.newBuilder()
                    .setOffset(-200)
                    .addAllBucketCounts(List.of(1L, 0L, 300L)))
            .setNegative(
                ExponentialHistogramDataPoint.Buckets.newBuilder().setOffset(7).addBucketCounts(2))
            .addExemplars(exemplar().setAsDouble(8.5));
    var histogram =
        ExponentialHistogram.newBuilder().addDataPoints(point).setAggregationTemporalityValue(1);
    assertEquals(
        expected().setExponentialHistogram(histogram).build(),
        encode(base().setExponentialHistogramData(data).build()));
  }

  @Test
  void encodesASummary() throws Exception {
    var quantiles = List.of(ValueAtQuantile.create(0, 0), ValueAtQuantile.create(0.99, 5));
    var data =
        SummaryData.create(List.of(SummaryPointData.create(1, 2, ATTRIBUTES, 6, 7.5, quantiles)));
    var point =
        SummaryDataPoint.newBuilder()
            .setStartTimeUnixNano(1)
            .setTimeUnixNano(2)
            .addAttributes(attribute())
            .setCount(6)
            .setSum(7.5)
            .addQuantileValues(SummaryDataPoint.ValueAtQuantile.getDefaultInstance())
            .addQuantileValues(
                SummaryDataPoint.ValueAtQuantile.newBuilder().setQuantile(0.99).setValue(5));
    assertEquals(
        expected().setSummary(Summary.newBuilder().addDataPoints(point)).build(),
        encode(base().setSummaryData(data).build()));
  }

  @Test
  void encodesExemplarsOfWholeNumbersFromTheSdk() throws Exception {
    List<MetricData> collected = MeteredMetrics.collect(new RandomTelemetry(9));
    MetricData longs = named(collected, "plain.longs");
    var points = List.copyOf(longs.getLongSumData().getPoints());
    var encoded = encode(longs).getSum().getDataPointsList();
    assertEquals(4, encoded.size());
    for (int i = 0; i < points.size(); i++) {
      var exemplars = points.get(i).getExemplars();
      assertFalse(exemplars.isEmpty());
      assertEquals(
          exemplars.stream().map(exemplar -> exemplar.getValue()).toList(),
          encoded.get(i).getExemplarsList().stream().map(Exemplar::getAsInt).toList());
      assertEquals(
          exemplars.stream()
              .map(exemplar -> ByteString.fromHex(exemplar.getSpanContext().getSpanId()))
              .toList(),
          encoded.get(i).getExemplarsList().stream().map(Exemplar::getSpanId).toList());
    }
  }

  @Test
  void encodesAMetricWithoutPoints() throws Exception {
    Metric metric =
        encode(base().setLongGaugeData(GaugeData.createLongGaugeData(List.of())).build());
    assertEquals(expected().setGauge(Gauge.getDefaultInstance()).build(), metric);
  }

  private static MetricData named(List<MetricData> metrics, String name) {
    Stream<MetricData> named = metrics.stream().filter(metric -> metric.getName().equals(name));
    return named.findFirst().orElseThrow();
  }

  private static TestMetricData.Builder base() {
    return TestMetricData.builder().setName("pets").setDescription("How many").setUnit("{pet}");
  }

  private static Metric.Builder expected() {
    return Metric.newBuilder().setName("pets").setDescription("How many").setUnit("{pet}");
  }

  private static NumberDataPoint.Builder number() {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(1)
        .setTimeUnixNano(2)
        .addAttributes(attribute());
  }

  private static Exemplar.Builder exemplar() {
    return Exemplar.newBuilder()
        .setTimeUnixNano(3)
        .addFilteredAttributes(attribute())
        .setTraceId(ByteString.fromHex(CONTEXT.getTraceId()))
        .setSpanId(ByteString.fromHex(CONTEXT.getSpanId()));
  }

  private static KeyValue attribute() {
    return KeyValue.newBuilder().setKey("a").setValue(AnyValue.newBuilder().setIntValue(1)).build();
  }

  private static Metric encode(MetricData metric) throws Exception {
    var request = ExportMetricsServiceRequest.parseFrom(new OtlpEncoder().metrics(List.of(metric)));
    return request.getResourceMetrics(0).getScopeMetrics(0).getMetrics(0);
  }
}
