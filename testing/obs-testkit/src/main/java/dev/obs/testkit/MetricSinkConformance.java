package dev.obs.testkit;

import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [MetricSink], pushed or pulled, as JUnit tests. Extend it in a test class:
///
/// ```java
/// class AcmeConformanceTest extends MetricSinkConformance {
///
///   @Override
///   protected MetricSink sink() {
///     return new AcmeMetricSink();
///   }
///
///   @Override
///   protected Backend backend() throws IOException {
///     return HttpBackend.decoding(request -> AcmeJson.read(request.text()))
///         .setting("endpoint", "/api/metrics")
///         .start();
///   }
/// }
/// ```
///
/// A backend counts points, each one [Received]. For a sink with a pulled outlet, return a
/// [Scraper]. Tests of faults that the backend does not support are skipped with a message.
public abstract class MetricSinkConformance extends ConcurrencyContract<MetricData> {
  private final MetricSignal signal = new MetricSignal();
  private final List<Received> scraped = new CopyOnWriteArrayList<>();

  /// Creates the test class.
  protected MetricSinkConformance() {}

  /// Creates a sink, with the constructor that [java.util.ServiceLoader] uses.
  protected abstract MetricSink sink();

  @Override
  final Extension extension() {
    return sink();
  }

  @Override
  final Signal<MetricData> signal() {
    return signal;
  }

  @Override
  final Exporter<MetricData> open(ExtensionContext context) throws Exception {
    return switch (sink().open(context)) {
      case MetricOutlet.Push push -> {
        signal.wanted(push.temporality());
        yield push.exporter();
      }
      case MetricOutlet.Pull pull -> {
        signal.wanted(pull.reader());
        yield new ScrapedOutlet(pull, theBackend(), scraped);
      }
    };
  }

  @Override
  final List<Received> arrived() throws Exception {
    return theBackend() instanceof Scraper ? List.copyOf(scraped) : super.arrived();
  }

  @Test
  void saysWhichTemporalityItWants() {
    Exporter<MetricData> unused = opened();
    for (InstrumentType type : InstrumentType.values()) {
      if (signal.temporality(type) == null) {
        throw Rule.OUTLET.broken(
            "no temporality is wanted for " + type, "answer for every kind of instrument");
      }
    }
  }

  @Test
  void deliversCountersOfBothKindsOfNumbers() {
    Exporter<MetricData> exporter = opened();
    AggregationTemporality temporality = signal.temporality(InstrumentType.COUNTER);
    deliver(
        exporter,
        List.of(
            Metrics.sum(name("whole"), 1L << 52, temporality, id("whole")),
            doubleSum("decimal", true, temporality, 0.1)));
  }

  @Test
  void deliversUpDownCounters() {
    Exporter<MetricData> exporter = opened();
    deliver(
        exporter,
        List.of(
            doubleSum(
                "negative", false, signal.temporality(InstrumentType.UP_DOWN_COUNTER), -17.25)));
  }

  @Test
  void deliversGauges() {
    deliver(
        opened(),
        List.of(
            Metrics.gauge(name("level"), -0.5, id("level")),
            Metrics.gauge(name("large"), 1.0e300, id("large")),
            Metrics.gauge(name("tiny"), 1.0e-300, id("tiny"))));
  }

  @Test
  void deliversNaNAndInfinityAsValues() {
    deliver(
        opened(),
        List.of(
            Metrics.gauge(name("nan"), Double.NaN, id("nan")),
            Metrics.gauge(name("inf"), Double.POSITIVE_INFINITY, id("inf")),
            Metrics.gauge(name("minus-inf"), Double.NEGATIVE_INFINITY, id("minus-inf"))));
  }

  @Test
  void deliversHistograms() {
    Exporter<MetricData> exporter = opened();
    deliver(
        exporter, List.of(Metrics.histogram(name("histogram"), ofHistograms(), id("histogram"))));
  }

  @Test
  void deliversExponentialHistograms() {
    Exporter<MetricData> exporter = opened();
    deliver(
        exporter,
        List.of(
            Metrics.exponentialHistogram(name("exponential"), ofHistograms(), id("exponential"))));
  }

  @Test
  void deliversSummaries() {
    deliver(opened(), List.of(Metrics.summary(name("summary"), id("summary"))));
  }

  @Test
  void deliversExemplars() {
    Exporter<MetricData> exporter = opened();
    deliver(
        exporter,
        List.of(
            Metrics.of(
                name("exemplars"),
                MetricDataType.DOUBLE_SUM,
                SumData.createDoubleSumData(
                    true,
                    signal.temporality(InstrumentType.COUNTER),
                    List.of(
                        DoublePointData.create(
                            Metrics.START,
                            Metrics.TIME,
                            id("exemplars"),
                            7,
                            List.of(
                                DoubleExemplarData.create(
                                    Attributes.empty(),
                                    Metrics.TIME,
                                    Spans.context("exemplar"),
                                    7))))))));
  }

  @Test
  void deliversEveryPointOfAMetric() {
    Exporter<MetricData> exporter = opened();
    deliver(
        exporter,
        List.of(
            Metrics.of(
                name("points"),
                MetricDataType.LONG_SUM,
                SumData.createLongSumData(
                    true,
                    signal.temporality(InstrumentType.COUNTER),
                    IntStream.range(0, 200)
                        .mapToObj(i ->
                            LongPointData.create(Metrics.START, Metrics.TIME, id("point-" + i), i))
                        .toList()))));
  }

  private AggregationTemporality ofHistograms() {
    return signal.temporality(InstrumentType.HISTOGRAM);
  }

  private static MetricData doubleSum(
      String id, boolean monotonic, AggregationTemporality temporality, double value) {
    return Metrics.of(
        name(id),
        MetricDataType.DOUBLE_SUM,
        SumData.createDoubleSumData(
            monotonic,
            temporality,
            List.of(
                DoublePointData.create(Metrics.START, Metrics.TIME, id(id), value, List.of()))));
  }

  private static String name(String id) {
    return MetricSignal.name(id);
  }

  private static Attributes id(String id) {
    return MetricSignal.identified(id, Attributes.empty());
  }
}
