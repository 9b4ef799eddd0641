package dev.obs.exporter.prometheus;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
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
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Random metrics with the parts that break pages.
final class RandomMetrics {
  /// The label that names a point.
  static final String ID = "id";

  static final AttributeKey<String> NOTE = AttributeKey.stringKey("note.x");

  private static final AggregationTemporality CUMULATIVE = AggregationTemporality.CUMULATIVE;

  /// A point and the labels that it should have.
  record Input(String id, Kind kind, PointData point, Map<String, String> labels) {}

  private final Random random;
  private final HostileValues values;
  private final List<Input> points = new ArrayList<>();
  private final Set<String> descriptions = new HashSet<>(Set.of(""));
  private int ids;
  private long nanos = 1_700_000_000_000_000_000L;

  RandomMetrics(long seed) {
    random = new Random(seed);
    values = new HostileValues(random);
  }

  List<Input> points() {
    return points;
  }

  Set<String> descriptions() {
    return descriptions;
  }

  List<MetricData> next() {
    List<MetricData> metrics = new ArrayList<>();
    int size = 5 + random.nextInt(20);
    for (int i = 0; i < size; i++) {
      MetricDataType type = values.any(List.of(MetricDataType.values()));
      boolean monotonic = random.nextBoolean();
      String description = random.nextBoolean() ? "" : values.text();
      descriptions.add(HostileValues.valid(description));
      metrics.add(
          new ForeignMetric(
              values.name(), description, values.unit(), type, data(type, monotonic)));
    }
    return metrics;
  }

  private Data<?> data(MetricDataType type, boolean monotonic) {
    Kind sum = monotonic ? Kind.COUNTER : Kind.GAUGE;
    return switch (type) {
      case LONG_GAUGE -> GaugeData.createLongGaugeData(some(() -> whole(Kind.GAUGE)));
      case DOUBLE_GAUGE -> GaugeData.createDoubleGaugeData(some(() -> decimal(Kind.GAUGE)));
      case LONG_SUM -> SumData.createLongSumData(monotonic, CUMULATIVE, some(() -> whole(sum)));
      case DOUBLE_SUM ->
          SumData.createDoubleSumData(monotonic, CUMULATIVE, some(() -> decimal(sum)));
      case HISTOGRAM -> HistogramData.create(CUMULATIVE, some(this::histogram));
      case EXPONENTIAL_HISTOGRAM ->
          ExponentialHistogramData.create(CUMULATIVE, some(this::exponential));
      case SUMMARY -> SummaryData.create(some(this::summary));
    };
  }

  private LongPointData whole(Kind kind) {
    Attributes attributes = attributes();
    long value = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(1000) - 10;
    return input(kind, LongPointData.create(0, nanos, attributes, value));
  }

  private DoublePointData decimal(Kind kind) {
    Attributes attributes = attributes();
    return input(kind, DoublePointData.create(0, nanos, attributes, values.value(), exemplars()));
  }

  private HistogramPointData histogram() {
    List<Double> bounds =
        random
            .doubles(random.nextInt(6), -5, 20)
            .map(bound -> random.nextBoolean() ? Math.abs(bound) : bound)
            .map(bound -> random.nextBoolean() ? Math.rint(bound) : bound)
            .map(bound -> random.nextInt(4) == 0 ? bound * 1e7 : bound)
            .map(bound -> bound + 0.0)
            .distinct()
            .sorted()
            .boxed()
            .toList();
    List<Long> counts = values.counts(bounds.size() + 1);
    return input(
        Kind.HISTOGRAM,
        new ForeignMetric.Buckets(
            0,
            attributes(),
            values.value(),
            counts.stream().mapToLong(Long::longValue).sum(),
            bounds,
            counts,
            exemplars()));
  }

  private ExponentialHistogramPointData exponential() {
    int scale = random.nextInt(12) - 3;
    return input(
        Kind.HISTOGRAM,
        ExponentialHistogramPointData.create(
            scale,
            values.value(),
            random.nextInt(3),
            false,
            0,
            false,
            0,
            buckets(scale),
            random.nextInt(3) == 0
                ? buckets(scale)
                : ExponentialHistogramBuckets.create(scale, 0, List.of()),
            0,
            nanos,
            attributes(),
            exemplars()));
  }

  private ExponentialHistogramBuckets buckets(int scale) {
    return ExponentialHistogramBuckets.create(
        scale, random.nextInt(40) - 20, values.counts(random.nextInt(12)));
  }

  private SummaryPointData summary() {
    List<ValueAtQuantile> quantiles = new ArrayList<>();
    for (double quantile : new double[] {0.99, 0.5, 0, 1, 0.00001, -0.5, 1.5, Double.NaN}) {
      if (random.nextBoolean()) {
        quantiles.add(ValueAtQuantile.create(quantile, values.value()));
      }
    }
    return input(
        Kind.SUMMARY,
        SummaryPointData.create(
            0, nanos, attributes(), random.nextInt(9), values.value(), quantiles));
  }

  private List<DoubleExemplarData> exemplars() {
    List<DoubleExemplarData> exemplars = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      nanos += 1_000_000_000L;
      SpanContext span =
          random.nextBoolean()
              ? SpanContext.getInvalid()
              : SpanContext.create(
                  "%032x".formatted(1 + random.nextInt(1000)),
                  "%016x".formatted(1 + random.nextInt(1000)),
                  TraceFlags.getSampled(),
                  TraceState.getDefault());
      AttributesBuilder omitted = Attributes.builder();
      if (random.nextBoolean()) {
        omitted.put(NOTE, values.text());
        omitted.put("z", "y".repeat(random.nextInt(130)));
        omitted.put("trace_id", "mine");
      }
      double value = random.nextInt(10) == 0 ? values.value() : random.nextDouble() * 30 - 5;
      exemplars.add(DoubleExemplarData.create(omitted.build(), nanos, span, value));
    }
    return exemplars;
  }

  private Attributes attributes() {
    AttributesBuilder attributes = Attributes.builder().put(ID, "p" + ids++);
    for (int i = random.nextInt(6); i > 0; i--) {
      attributes.put(values.key(), values.text());
    }
    if (random.nextBoolean()) {
      attributes.put(AttributeKey.stringArrayKey("list"), Arrays.asList("a", null, "b"));
    }
    return attributes.build();
  }

  /// Records a point, with the labels that the specification demands.
  private <P extends PointData> P input(Kind kind, P point) {
    Map<String, TreeMap<String, String>> joined = new TreeMap<>();
    joined.put("otel_scope_name", new TreeMap<>(Map.of("otel_scope_name", "foreign")));
    point
        .getAttributes()
        .forEach((key, value) -> {
          String text = value instanceof List ? "[\"a\",null,\"b\"]" : (String) value;
          String label = key.getKey().replaceAll("[^a-zA-Z0-9]+", "_");
          label = label.isEmpty() || Character.isDigit(label.charAt(0)) ? "_" + label : label;
          label = label.equals(kind.ownLabel()) ? "exported_" + label : label;
          if (!text.isEmpty()) {
            joined.computeIfAbsent(label, added -> new TreeMap<>()).put(key.getKey(), text);
          }
        });
    Map<String, String> labels = new TreeMap<>();
    joined.forEach(
        (label, texts) -> labels.put(label, HostileValues.valid(String.join(";", texts.values()))));
    points.add(new Input(labels.get(ID), kind, point, labels));
    return point;
  }

  private <T> List<T> some(Supplier<T> point) {
    List<T> points = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      points.add(point.get());
    }
    return points;
  }
}
